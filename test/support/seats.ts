import type { Response } from 'supertest'
import { Role } from '../../src/generated/prisma/enums.js'
import type { User } from '../../src/people/users.js'
import type { Route } from '../../src/web/routes.js'
import type { TestApp } from './app.js'
import type { Place } from './route-cases.js'
import type { Visitor } from './visitor.js'

export const roles = Object.values(Role)

/** Somebody signed in, with the token that all forms of the session take. */
export interface Seat {
  visitor: Visitor
  token: string
  user: User
}

/** Signs one person in for each role. */
export async function takeSeats(web: TestApp, { company }: Place): Promise<Record<Role, Seat>> {
  const seats: [Role, Seat][] = []
  for (const role of roles) {
    const user = role === 'owner' ? company.owner : await company.add(role)
    const visitor = await web.visitor().signIn(user)
    seats.push([role, { user, visitor, token: await visitor.token('/repositories') }])
  }
  return Object.fromEntries(seats) as Record<Role, Seat>
}

/** Asks for a path by a route's method; a form is sent with the token. */
export function ask(
  { visitor, token }: Pick<Seat, 'visitor' | 'token'>,
  { method }: Pick<Route, 'method'>,
  path: string,
  body: object = {},
): Promise<Response> {
  const asked = method === 'get' ? visitor.get(path) : visitor.send(path, { _csrf: token, ...body })
  return asked.then((response) => response)
}
