import type { Request, Response } from 'express'
import passport from 'passport'
import { Strategy } from 'passport-local'
import type { Database } from '../../database/client.js'
import { sessionUser } from '../../people/sessions.js'
import { signIn } from '../../people/sign-in.js'

/** Passport with the one way to sign in that there is: e-mail address and password. */
export function signInWith(database: Database): passport.Authenticator {
  const authenticator = new passport.Passport()
  authenticator.use(
    new Strategy({ usernameField: 'email' }, (email, password, done) => {
      signIn(database, email, password).then(
        (user) => done(null, user ?? false),
        (error: unknown) => done(error),
      )
    }),
  )
  authenticator.serializeUser((user, done) => done(null, sessionUser.write(user)))
  // Only the ids: name, role and company are read fresh by whoever needs them (web/current.ts).
  authenticator.deserializeUser((text: string, done) => done(null, sessionUser.read(text) ?? false))
  return authenticator
}

/** Whoever the form's e-mail address and password belong to, or null. */
export function authenticate(
  authenticator: passport.Authenticator,
  request: Request,
  response: Response,
): Promise<Express.User | null> {
  return new Promise((resolve, reject) => {
    const answer = (error: unknown, user?: Express.User | false | null) =>
      error ? reject(error) : resolve(user || null)
    authenticator.authenticate('local', answer)(request, response, reject)
  })
}
