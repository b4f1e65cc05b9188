/**
 * better-sqlite3 13 needs Node-API 10 for one thing: references to strings and numbers. These replacements put them
 * into boxes (boxed.hpp), so that the same source runs on Node-API 9. Building it unchanged with NAPI_EXPERIMENTAL
 * looks fine and dies under garbage collection.
 */
const replacements: readonly (readonly [file: string, from: RegExp, to: string])[] = [
  ['src/better_sqlite3.cpp', /#include <napi\.h>/, '#include <napi.h>\n#include "boxed.hpp"'],
  ['src/util/bind-map.cpp', /Napi::Reference<Napi::String>/g, 'Boxed<Napi::String>'],
  ['src/util/bind-map.cpp', /Napi::Persistent\(/g, 'Boxed<Napi::String>('],
  ['src/util/constants.cpp', /Napi::Reference<Napi::String>/g, 'Boxed<Napi::String>'],
  ['src/util/constants.cpp', /Napi::Persistent\(/g, 'Boxed<Napi::String>('],
  ['src/util/helpers.cpp', /Napi::Reference<Napi::String>/g, 'Boxed<Napi::String>'],
  ['src/util/custom-aggregate.cpp', /Napi::Reference<Napi::Value>/g, 'Boxed<Napi::Value>'],
  ['src/util/custom-aggregate.cpp', /start\(Napi::Persistent\(start\)\)/, 'start(Boxed<Napi::Value>(start))'],
]

/** Applies the change to one source file and complains when a new release no longer looks as expected. */
export function portToNodeApi9(file: string, source: string): string {
  return replacements
    .filter(([name]) => name === file)
    .reduce((text, [, from, to]) => {
      const changed = text.replace(from, to)
      if (changed === text)
        throw new Error(`better-sqlite3: ${file} has changed, ${String(from)} is not there any more`)
      return changed
    }, source)
}

/** The files that portToNodeApi9 changes. */
export const portedFiles: readonly string[] = [...new Set(replacements.map(([file]) => file))]
