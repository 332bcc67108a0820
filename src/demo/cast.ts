import type { Team } from './teams.js'

/** Somebody of the company, as they are written down here. Nobody of this name is meant. */
export interface Role {
  name: string
  team: Team
  zone: string
  /** How many changes somebody makes beside others: 1 is usual. */
  pace: number
  /** How often somebody is asked for a review: a lead far more often than a beginner. */
  reviews: number
  /** Another team from some day on, as days before today. */
  moves?: { to: Team; daysAgo: number }
  joinedDaysAgo?: number
  leftDaysAgo?: number
}

const [lisbon, berlin, istanbul] = ['Europe/Lisbon', 'Europe/Berlin', 'Europe/Istanbul'] as const
const [newYork, saoPaulo] = ['America/New_York', 'America/Sao_Paulo'] as const
const [kolkata, nairobi] = ['Asia/Kolkata', 'Africa/Nairobi'] as const

const role = (
  [name, team, zone, pace, reviews]: [string, Team, string, number, number],
  more: Partial<Role> = {},
): Role => ({ name, team, zone, pace, reviews, ...more })

/** The 35 people of the demo company, seven a team. */
export const cast: readonly Role[] = [
  role(['Amara Okafor', 'Checkout', lisbon, 0.8, 6]),
  role(['Tiago Nogueira', 'Checkout', lisbon, 1.1, 2]),
  role(['Lena Brandt', 'Checkout', berlin, 1.2, 1.5]),
  role(['Rafael Quintela', 'Checkout', saoPaulo, 1, 1]),
  role(['Yusuf Demirci', 'Checkout', istanbul, 0.9, 1]),
  role(['Ingrid Solberg', 'Checkout', berlin, 1.1, 0.6]),
  role(['Priya Raghunath', 'Checkout', kolkata, 1, 0.5], { joinedDaysAgo: 124 }),
  role(['Chiara Bellandi', 'Storefront', lisbon, 0.7, 7]),
  role(['Mateus Carvalhal', 'Storefront', lisbon, 1.2, 1.2]),
  role(['Noor Al-Hashemi', 'Storefront', berlin, 1.1, 1.5]),
  role(['Oskar Wendt', 'Storefront', berlin, 1, 1]),
  role(['Sunniva Eide', 'Storefront', berlin, 0.9, 0.8]),
  role(['Wanjiru Kamande', 'Storefront', nairobi, 1.1, 1], {
    moves: { to: 'Mobile', daysAgo: 150 },
  }),
  role(['Felix Abendroth', 'Storefront', berlin, 1, 0.4]),
  role(['Hana Kobayakawa', 'Platform', lisbon, 0.9, 3]),
  role(['Dmitri Volkonin', 'Platform', berlin, 1.1, 2.5]),
  role(['Beatriz Lourinho', 'Platform', lisbon, 1, 2]),
  role(['Kwame Asare-Mensah', 'Platform', nairobi, 1, 1.5]),
  role(['Elif Karadeniz', 'Platform', istanbul, 0.9, 1.5], {
    moves: { to: 'Checkout', daysAgo: 205 },
  }),
  role(['Jonas Lindqvist', 'Platform', berlin, 0.8, 1]),
  role(['Ravi Subramaniyan', 'Platform', kolkata, 1.2, 1]),
  role(['Mei-Ling Zhao', 'Mobile', newYork, 0.9, 4]),
  role(['Santiago Ibarrola', 'Mobile', saoPaulo, 1.1, 2]),
  role(['Freya Holmgaard', 'Mobile', berlin, 1, 1.5]),
  role(['Tunde Balogun', 'Mobile', lisbon, 1, 1]),
  role(['Marisol Echeverri', 'Mobile', newYork, 1.1, 1]),
  role(['Arjun Deshpande', 'Mobile', kolkata, 1.2, 0.8]),
  role(['Nele Vandersteen', 'Mobile', berlin, 0.9, 0.6], { leftDaysAgo: 63 }),
  role(['Zainab Farouki', 'Data', lisbon, 0.9, 3]),
  role(['Callum Strathearn', 'Data', lisbon, 1, 2]),
  role(['Ewa Malinowska', 'Data', berlin, 1.1, 1.5]),
  role(['Pedro Alcoforado', 'Data', saoPaulo, 1, 1], { moves: { to: 'Platform', daysAgo: 95 } }),
  role(['Thandiwe Mokoena', 'Data', nairobi, 1, 1]),
  role(['Anika Rosenqvist', 'Data', berlin, 0.9, 0.8]),
  role(['Luís Figueirinha', 'Data', lisbon, 1.1, 0.5]),
]
