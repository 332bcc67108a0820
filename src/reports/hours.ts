import type { CompanyDatabase } from '../database/company.js'
import { measureHours } from '../metrics/hours.js'
import type { Scope } from '../metrics/scope.js'

/** With fewer people an hour of the day would tell of one of them. */
export const fewestPeople = 5

/** Commits by weekday and hour of many people together; null where they are too few. */
export const hoursOfMany = async (db: CompanyDatabase, scope: Scope, people: number) =>
  people >= fewestPeople && !scope.developerId ? measureHours(db, scope) : null
