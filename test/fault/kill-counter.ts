import { stepsOf, type ErrandStep } from '../e2e/hall/errand.ts'
import { supervisor } from '../e2e/hall/counter-robot.ts'
import { Hall } from '../e2e/hall/hall.ts'
import { Books } from './books.ts'
import { seeded, until, type Drill } from './drill.ts'

const rounds = Number(process.env['HALL_FAULT_ROUNDS'] ?? 6)
const errand = { phone: '10000007801', card: 'wang-lei', isFaceAllowed: false } as const
const longestDelayMs = 900

/** What a round ended with: a receipt on the screen, or a record whose screen nobody saw any more. */
type Ending = 'receipt' | 'unseen'

/**
 * kill -9 of the real kiosk at a random moment of a real errand, half of the time with the network cut; the clerk then
 * goes on with what survived. Every finished errand has to be in the books, once.
 */
export const killCounter: Drill = {
  name: 'kill-counter',
  run: async () => {
    const random = seeded(Date.now() >>> 0)
    const hall = await Hall.open({ name: 'kill-counter', screen: { width: 1280, height: 800 } })
    try {
      await hall.atHome()
      await hall.knowsStaff(supervisor)
      await hall.hasAccount(errand.phone)
      for (let round = 0; round < rounds; round++) await oneRound(hall, random)
      await hall.devices.network(true)
      const books = new Books(hall.demo.readyLine.data)
      await until('every record to arrive', () => books.arrivals().length >= rounds).catch(() => undefined)
      const [arrivals, grants] = [books.arrivals(), books.grants()]
      const tried = `${rounds} kills of the kiosk in the middle of an errand`
      const doubled = Math.max(0, arrivals.length - rounds) + grants.length - new Set(grants).size
      return { name: 'kill-counter', tried, records: rounds, lost: Math.max(0, rounds - grants.length), doubled }
    } finally {
      await hall.close()
    }
  },
}

async function oneRound(hall: Hall, random: () => number): Promise<Ending> {
  await hall.atHome()
  const steps = stepsOf(hall, errand)
  const killedAt = Math.floor(random() * steps.length)
  await hall.counter.begin()
  for (const step of steps.slice(0, killedAt)) await step.do()
  if (random() < 0.5) await hall.goOffline()
  const doomed = steps[killedAt]?.do().catch(() => undefined) // its kiosk dies under it
  await new Promise((resolve) => setTimeout(resolve, random() * longestDelayMs))
  await hall.killKiosk()
  await doomed
  await hall.startKiosk()
  await hall.counter.signIn()
  return goOn(hall, killedAt === steps.length - 1)
}

/** Resumes where a session survived; begins anew where none did, unless its record was already stored. */
async function goOn(hall: Hall, wasLastStep: boolean): Promise<Ending> {
  const robot = hall.counter
  await robot.sees('窗口受理')
  const isResumable = await robot.button('继续办理').isVisible()
  if (!isResumable && wasLastStep) return 'unseen'
  if (isResumable) await robot.press('继续办理')
  else await robot.begin()
  await until('the errand to be open', async () => (await robot.title()) !== '窗口受理')
  for (const step of await stepsLeft(hall)) await step.do()
  await robot.receiptNumber()
  return 'receipt'
}

async function stepsLeft(hall: Hall): Promise<readonly ErrandStep[]> {
  const steps = stepsOf(hall, errand)
  const title = await hall.counter.title()
  return steps.slice(steps.findIndex(({ name }) => name === title))
}
