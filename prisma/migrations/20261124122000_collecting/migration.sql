-- AlterTable
ALTER TABLE "collections" ADD COLUMN     "membersReadAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "developer_merges" ADD COLUMN     "accountIds" BIGINT[] DEFAULT ARRAY[]::BIGINT[];

-- AlterTable
ALTER TABLE "pull_requests" ADD COLUMN     "goneAt" TIMESTAMPTZ(3);

-- From here on written by hand: what Prisma's schema cannot say.

-- Lets a reading that waits, wait longer: it has ended its worker too often.
CREATE FUNCTION directory.postpone_collection(company bigint, repository bigint, due timestamptz)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM directory.must_be_current(company);
  UPDATE directory.collections_due c SET "dueAt" = due, deaths = 0
  WHERE c."companyId" = company AND c."repositoryId" = repository AND c."admittedAt" IS NULL;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA directory FROM PUBLIC;
