/**
 * The version of what every stored measure means. Raise it when a definition changes: repositories
 * that were measured by an older one are read again (jobs/read-due.ts).
 *   1  first light: decision points of JavaScript and TypeScript
 *   2  decision points of thirty languages, indentation, weighted lines, effort and rating stored
 */
export const definitionsVersion = 2
