import { globalModels, ownedModels } from '../generated/models.js'

/** The delegate's name of a model whose rows belong to a company. */
export type OwnedModel = keyof typeof ownedModels

/** All owned models, as the schema says in its doc comments. */
export const ownedModelNames = Object.keys(ownedModels) as OwnedModel[]

export { globalModels, ownedModels }
