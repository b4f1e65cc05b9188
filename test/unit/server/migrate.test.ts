import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '../../../sync-server/platform/database/migrate.ts'
import { handleOn, readerOn } from '../../../sync-server/platform/database/sqlite-handle.ts'

test.each([0, 1, 12, 25])(
  'a first start that ends at its table %i leaves a database that starts again',
  async (last) => {
    const handle = handleOn(new Sqlite(':memory:'))
    let made = 0
    const cut = {
      ...handle,
      prepare(sql: string) {
        if (/^CREATE TABLE \w+ \(/.test(sql) && made++ === last) throw new Error('power cut')
        return handle.prepare(sql)
      },
    }
    await expect(migrate(readerOn(cut).kysely, 'sqlite')).rejects.toThrow()
    expect(made).toBe(last + 1)
    await migrate(readerOn(handle).kysely, 'sqlite')
    expect(handle.prepare('select count(*) from inbox').pluck().get()).toBe(0)
  },
)
