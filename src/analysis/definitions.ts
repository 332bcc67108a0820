/**
 * The version of what every stored measure means. Raise it when a definition changes: a commit that
 * was measured by an older one is measured again.
 */
export const definitionsVersion = 1
