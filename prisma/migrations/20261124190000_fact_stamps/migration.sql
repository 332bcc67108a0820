-- CreateTable
CREATE TABLE "fact_stamps" (
    "companyId" BIGINT NOT NULL,
    "transactionId" BIGINT NOT NULL,
    "stamp" BIGINT NOT NULL,
    "stampedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "fact_stamps_pkey" PRIMARY KEY ("companyId","transactionId")
);

-- AddForeignKey
ALTER TABLE "fact_stamps" ADD CONSTRAINT "fact_stamps_companyId_fkey" FOREIGN KEY ("companyId") REFERENCES "companies"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- Row security, as everywhere.
ALTER TABLE public.fact_stamps ENABLE ROW LEVEL SECURITY;
CREATE POLICY company ON public.fact_stamps
  USING ("companyId" = nullif(current_setting('app.company_id', true), '')::bigint)
  WITH CHECK ("companyId" = nullif(current_setting('app.company_id', true), '')::bigint);

-- A row for every transaction that wrote facts, with a number that was never there before. Only rows are
-- added, so that nobody who writes waits for anybody else who does. A transaction id can come again where a
-- dump was restored elsewhere: the row then gets a new number, but not twice in one transaction.
CREATE FUNCTION directory.stamp_facts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  company bigint := nullif(current_setting('app.company_id', true), '')::bigint;
BEGIN
  INSERT INTO public.fact_stamps AS s ("companyId", "transactionId", "stamp")
  SELECT c.id, pg_current_xact_id()::text::bigint,
    ('x' || left(md5(gen_random_uuid()::text), 15))::bit(60)::bigint
  FROM public.companies c WHERE company IS NULL OR c.id = company
  ON CONFLICT ("companyId", "transactionId") DO UPDATE
    SET "stamp" = excluded."stamp", "stampedAt" = excluded."stampedAt"
    WHERE s."stampedAt" <> excluded."stampedAt";
  RETURN NULL;
END $$;

-- Whatever a kept number is made of: src/database/cached-query.ts names the same tables, and a test holds
-- both together.
DO $$
DECLARE
  tbl text;
BEGIN
  FOREACH tbl IN ARRAY ARRAY['commits', 'file_changes', 'paths', 'pull_requests', 'reviews', 'identities',
    'host_accounts', 'developers', 'team_memberships', 'commit_days'] LOOP
    EXECUTE format('CREATE TRIGGER stamp AFTER INSERT OR UPDATE OR DELETE ON public.%I
      FOR EACH STATEMENT EXECUTE FUNCTION directory.stamp_facts()', tbl);
  END LOOP;
END $$;
CREATE TRIGGER stamp AFTER UPDATE ON public.companies
  FOR EACH STATEMENT EXECUTE FUNCTION directory.stamp_facts();

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA directory FROM PUBLIC;
