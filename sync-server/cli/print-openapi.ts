import { openApi } from '../platform/http/openapi.ts'
import { say } from './command.ts'

say(JSON.stringify(openApi(), null, 2))
