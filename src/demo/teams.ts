/** The teams of the demo company. */
export const teams = ['Checkout', 'Storefront', 'Platform', 'Mobile', 'Data'] as const
export type Team = (typeof teams)[number]
