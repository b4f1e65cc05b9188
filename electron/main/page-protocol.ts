import { protocol, type Session } from 'electron'
import { answerPage } from './answer-page.ts'
import type { PageFile } from './page-files.ts'
import { PAGE_SCHEME } from './page-url.ts'

/** Must run before the app is ready. */
export function registerPageScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: false, stream: true }
  protocol.registerSchemesAsPrivileged([{ scheme: PAGE_SCHEME, privileges }])
}

/** Serves the screens in one session; sessions do not share handlers. */
export function servePage(session: Session, files: ReadonlyMap<string, PageFile>): void {
  session.protocol.handle(PAGE_SCHEME, (request) => answerPage(request, files))
}
