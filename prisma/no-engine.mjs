#!/usr/bin/env node
// Stands in for the schema engine that Prisma would download: generate and validate never call it,
// and migrations run on the same engine compiled to WebAssembly (src/database/migrate.ts).
process.exit(0)
