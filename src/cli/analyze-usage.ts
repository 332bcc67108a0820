/** What `analyze --help` prints. */
export const usage = `Usage: npm run -s analyze -- <path or URL> [options]

Measures a git repository, newest commit first. Nothing is stored; a clone is deleted at the end.

Which commits
  --since WHEN    how far back: days (90d), months (12m), a date (2026-01-01) or all; default 12m
  --branch NAME   a branch, instead of the default one

What is printed, one of these
  --json          a line of JSON for each commit (the default)
  --csv           a table for a spreadsheet: a row for each commit, its files summed up
  --summary       a report to read: who, what, hot spots, ratings, sizes

And further
  --metrics       at the end, on stderr: seconds and peak memory by stage
  --help, -h      this text

Progress and what went wrong are told on stderr. The command ends with 0 when all went well, 1 when
the repository could not be analysed, 2 when it was not understood. NO_COLOR=1 prints no colours.
`
