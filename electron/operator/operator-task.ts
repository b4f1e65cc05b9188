/** What an administrator asks of the program instead of serving citizens. */
export const operatorTasks = ['doctor', 'enrol', 'unsent'] as const
export type OperatorTask = (typeof operatorTasks)[number]

const SWITCH = '--task='

/** The task on a command line; undefined where citizens are to be served. A task that does not exist is an empty promise: it is refused. */
export function operatorTaskOf(argv: readonly string[]): OperatorTask | undefined {
  const wanted = argv.find((argument) => argument.startsWith(SWITCH))?.slice(SWITCH.length)
  if (wanted === undefined) return undefined
  const task = operatorTasks.find((known) => known === wanted)
  if (!task) throw new Error(`there is no task ${wanted}`)
  return task
}
