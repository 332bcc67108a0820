// Writes what documents the variables of the environment, from the one list of them
// (src/platform/variables.ts): .env.example, and the table of docs/configuration.md.
// Run after that list has changed: npm run write-configuration. A test compares.
import { writeFileSync } from 'node:fs'
import { configurationFiles } from '../dist/platform/variable-documents.js'

for (const { path, text } of configurationFiles()) writeFileSync(path, text)
