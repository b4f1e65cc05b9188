import { renewSecondFactor } from '../staff/administrators.service.ts'
import { sayAuthenticator, UsageFault, withFoundation, wordsOf } from './command.ts'

const USAGE = 'usage: renew-second-factor.ts --number N    (N: an administrator whose authenticator is lost)'

await withFoundation(async (foundation) => {
  const { number } = wordsOf(['number'], USAGE)
  if (number === undefined) throw new UsageFault(USAGE)
  const secret = await renewSecondFactor(foundation, number)
  if (secret === undefined) throw new UsageFault('there is no administrator with this number')
  sayAuthenticator(secret, number)
})
