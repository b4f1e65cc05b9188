/** One row a night: that every level was derived again from its evidence, and what came of it. The row is also the lease. */
export const levelChecks = [
  `CREATE TABLE level_checks (
    day TEXT PRIMARY KEY, started_at TEXT NOT NULL, finished_at TEXT, grants INTEGER, checks INTEGER, faults INTEGER) STRICT`,
]
