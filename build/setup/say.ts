/** Tells the operator what set-up does. Standard output stays free for the command's own result. */
export function say(message: string): void {
  process.stderr.write(`[set-up] ${message}\n`)
}
