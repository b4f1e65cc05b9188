import { parseArgs } from 'node:util'
import { ofProgram, shipped } from '../calibration/engines.ts'
import { readPairFolder } from '../calibration/pair-folder.ts'
import { csvOf, reportOf } from '../calibration/report.ts'
import { scorePairs } from '../calibration/score-pairs.ts'
import { fromCaller } from '../setup/paths.ts'

const USAGE = `usage: npm run calibrate-faces -- FOLDER [--far 0.001] [--frr 0.01] [--csv] [--engine PROGRAM]
FOLDER holds a folder for each person who agreed to it, under a number, with card….jpg (the chip's photo) and live….jpg (the hall's camera).
Nothing is written anywhere but to standard output.`

/** A wrong call, told in words. */
function refuse(why: string): never {
  process.stderr.write(`${why}\n${USAGE}\n`)
  process.exit(2)
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    far: { type: 'string', default: '0.001' },
    frr: { type: 'string', default: '0.01' },
    csv: { type: 'boolean', default: false },
    engine: { type: 'string' },
  },
})
const [folder] = positionals
if (folder === undefined || positionals.length > 1) refuse('name one folder')
const allowed = { far: Number(values.far), frr: Number(values.frr) }
if (![allowed.far, allowed.frr].every((rate) => rate > 0 && rate < 1))
  refuse('--far and --frr are shares between 0 and 1')
const people = readPairFolder(fromCaller(folder))
if (people.length < 2) refuse('impostor pairs need two people at least')

const engine = values.engine === undefined ? shipped() : await ofProgram(fromCaller(values.engine))
try {
  const { unreadable, ...scores } = await scorePairs(people, engine.unlike)
  if (scores.genuine.length === 0 || scores.impostor.length === 0) refuse('no pair shows two faces')
  const calibration = { engine: engine.info, people: people.length, unreadable, scores, allowed }
  const lines = values.csv ? csvOf(calibration) : reportOf(calibration)
  process.stdout.write(`${lines.join('\n')}\n`)
} finally {
  await engine.stop()
}
