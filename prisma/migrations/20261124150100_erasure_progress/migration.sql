-- AlterTable
ALTER TABLE "erasures" DROP COLUMN "afterHash",
DROP COLUMN "afterId",
ADD COLUMN     "after" JSONB;

-- From here on written by hand: what Prisma's schema cannot say.

-- As before, but for what belongs to a company that goes.
CREATE OR REPLACE FUNCTION directory.refuse_lone_deletion() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF directory.may_go(OLD."companyId") THEN RETURN OLD; END IF;
  IF EXISTS (SELECT 1 FROM public.audit_entries e
    WHERE e."companyId" = OLD."companyId" AND e."position" = OLD."position")
  THEN
    RAISE EXCEPTION 'a trace is emptied, not deleted' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA directory FROM PUBLIC;
