import { basename } from 'node:path'

const vague = /(^|[-.])(utils?|helpers?|common|misc|managers?|impl|auth)([-.]|$)/i
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/
const component = /^[A-Z][A-Za-z0-9]*\.vue$/
const composable = /^use[A-Z][A-Za-z0-9]*(\.test)?\.ts$/

/** A file is named after its main export: kebab-case, PascalCase for Vue components, never a word that says nothing. */
export const fileName = {
  meta: {
    type: 'suggestion',
    messages: {
      vague: '"{{name}}" says nothing about what is inside; name the file after its main export.',
      shape: '"{{name}}" is neither kebab-case nor a PascalCase Vue component nor a useName composable.',
    },
  },
  create(context) {
    const name = basename(context.filename)
    const report = (messageId) => (node) => context.report({ node, messageId, data: { name } })
    if (vague.test(name)) return { Program: report('vague') }
    return kebab.test(name) || component.test(name) || composable.test(name) ? {} : { Program: report('shape') }
  },
}
