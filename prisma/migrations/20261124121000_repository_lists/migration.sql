-- AlterTable
ALTER TABLE "connections" ADD COLUMN     "listingFrom" TIMESTAMPTZ(3),
ADD COLUMN     "listingSeenAt" TIMESTAMPTZ(3);

-- From here on written by hand: what Prisma's schema cannot say.

-- Connections whose list of repositories is older than `age` and not being read: what they reach is
-- looked at again, so that renamed, archived and deleted repositories are noticed. One with a fault is
-- left for an hour.
CREATE FUNCTION directory.due_lists(age interval, most integer)
RETURNS TABLE ("companyId" bigint, "connectionId" bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT c."companyId", c.id FROM public.connections c
  WHERE c."removedAt" IS NULL AND c.token IS NOT NULL
    AND (c."listedAt" IS NULL OR c."listedAt" < now() - age)
    AND (c."listingSeenAt" IS NULL OR c."listingSeenAt" < now() - interval '5 minutes')
    AND (c."faultAt" IS NULL OR c."faultAt" < now() - interval '1 hour')
  ORDER BY c."listedAt" NULLS FIRST, c."companyId", c.id LIMIT most
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA directory FROM PUBLIC;
