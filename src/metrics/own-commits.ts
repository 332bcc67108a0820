/**
 * Only commits of whoever has this address, lower case, under any name or address that is theirs;
 * null lets everybody's through.
 * @param parameter of the query, such as `$4`: the address or null
 */
export const ownInSql = (parameter: string) => `(${parameter}::text IS NULL OR c."authorId" IN (
    SELECT i.id FROM identities i WHERE i."companyId" = $1 AND (lower(i.email) = ${parameter}::text
      OR i."developerId" IN (SELECT o."developerId" FROM identities o
        WHERE o."companyId" = $1 AND lower(o.email) = ${parameter}::text))))`
