export * from './document-type.ts'
export * from './document-number.ts'
export * from './document-check.ts'
