/** Who may know whom, one rule per sentence of the architecture. test/unit/layers.test.ts plants a violation of each. */
module.exports = {
  forbidden: ['language', 'devices', 'kiosk', 'screens', 'server', 'everywhere'].flatMap((area) =>
    require(`./layers/${area}.cjs`),
  ),
  options: {
    tsPreCompilationDeps: true, // `import type` counts as knowing someone
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)node_modules/\\.' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.vue', '.js', '.cjs', '.json'],
    },
  },
}
