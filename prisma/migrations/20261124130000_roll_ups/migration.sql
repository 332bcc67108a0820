-- CreateTable
CREATE TABLE "commit_days" (
    "companyId" BIGINT NOT NULL,
    "localDay" DATE NOT NULL,
    "repositoryId" BIGINT NOT NULL,
    "developerId" BIGINT NOT NULL,
    "byBot" BOOLEAN NOT NULL,
    "commits" INTEGER NOT NULL,
    "additions" BIGINT NOT NULL,
    "deletions" BIGINT NOT NULL,
    "codeAdditions" BIGINT NOT NULL,
    "codeDeletions" BIGINT NOT NULL,
    "testAdditions" BIGINT NOT NULL,
    "testDeletions" BIGINT NOT NULL,
    "complexityDelta" BIGINT NOT NULL,
    "complexityLines" BIGINT NOT NULL,
    "testable" INTEGER NOT NULL,
    "tested" INTEGER NOT NULL,
    "effortLow" BIGINT NOT NULL,
    "effortMid" BIGINT NOT NULL,
    "effortHigh" BIGINT NOT NULL,
    "reworkedLines" BIGINT NOT NULL,
    "reworkBase" BIGINT NOT NULL,
    "reworkKnown" INTEGER NOT NULL,
    "reworkUnknown" INTEGER NOT NULL,
    "featureCommits" INTEGER NOT NULL,
    "fixCommits" INTEGER NOT NULL,
    "refactorCommits" INTEGER NOT NULL,
    "testCommits" INTEGER NOT NULL,
    "docsCommits" INTEGER NOT NULL,
    "choreCommits" INTEGER NOT NULL,
    "featureEffort" BIGINT NOT NULL,
    "fixEffort" BIGINT NOT NULL,
    "refactorEffort" BIGINT NOT NULL,
    "testEffort" BIGINT NOT NULL,
    "docsEffort" BIGINT NOT NULL,
    "choreEffort" BIGINT NOT NULL,
    "gradeA" INTEGER NOT NULL,
    "gradeB" INTEGER NOT NULL,
    "gradeC" INTEGER NOT NULL,
    "gradeD" INTEGER NOT NULL,
    "gradeE" INTEGER NOT NULL,
    "gradeAEffort" BIGINT NOT NULL,
    "gradeBEffort" BIGINT NOT NULL,
    "gradeCEffort" BIGINT NOT NULL,
    "gradeDEffort" BIGINT NOT NULL,
    "gradeEEffort" BIGINT NOT NULL,
    "sizeXs" INTEGER NOT NULL,
    "sizeS" INTEGER NOT NULL,
    "sizeM" INTEGER NOT NULL,
    "sizeL" INTEGER NOT NULL,
    "sizeXl" INTEGER NOT NULL,
    "sizeXxl" INTEGER NOT NULL,

    CONSTRAINT "commit_days_pkey" PRIMARY KEY ("companyId","localDay","repositoryId","developerId","byBot")
);

-- CreateTable
CREATE TABLE "repository_days" (
    "companyId" BIGINT NOT NULL,
    "localDay" DATE NOT NULL,
    "repositoryId" BIGINT NOT NULL,
    "byBot" BOOLEAN NOT NULL,
    "commits" INTEGER NOT NULL,
    "additions" BIGINT NOT NULL,
    "deletions" BIGINT NOT NULL,
    "codeAdditions" BIGINT NOT NULL,
    "codeDeletions" BIGINT NOT NULL,
    "testAdditions" BIGINT NOT NULL,
    "testDeletions" BIGINT NOT NULL,
    "complexityDelta" BIGINT NOT NULL,
    "complexityLines" BIGINT NOT NULL,
    "testable" INTEGER NOT NULL,
    "tested" INTEGER NOT NULL,
    "effortLow" BIGINT NOT NULL,
    "effortMid" BIGINT NOT NULL,
    "effortHigh" BIGINT NOT NULL,
    "reworkedLines" BIGINT NOT NULL,
    "reworkBase" BIGINT NOT NULL,
    "reworkKnown" INTEGER NOT NULL,
    "reworkUnknown" INTEGER NOT NULL,
    "featureCommits" INTEGER NOT NULL,
    "fixCommits" INTEGER NOT NULL,
    "refactorCommits" INTEGER NOT NULL,
    "testCommits" INTEGER NOT NULL,
    "docsCommits" INTEGER NOT NULL,
    "choreCommits" INTEGER NOT NULL,
    "featureEffort" BIGINT NOT NULL,
    "fixEffort" BIGINT NOT NULL,
    "refactorEffort" BIGINT NOT NULL,
    "testEffort" BIGINT NOT NULL,
    "docsEffort" BIGINT NOT NULL,
    "choreEffort" BIGINT NOT NULL,
    "gradeA" INTEGER NOT NULL,
    "gradeB" INTEGER NOT NULL,
    "gradeC" INTEGER NOT NULL,
    "gradeD" INTEGER NOT NULL,
    "gradeE" INTEGER NOT NULL,
    "gradeAEffort" BIGINT NOT NULL,
    "gradeBEffort" BIGINT NOT NULL,
    "gradeCEffort" BIGINT NOT NULL,
    "gradeDEffort" BIGINT NOT NULL,
    "gradeEEffort" BIGINT NOT NULL,
    "sizeXs" INTEGER NOT NULL,
    "sizeS" INTEGER NOT NULL,
    "sizeM" INTEGER NOT NULL,
    "sizeL" INTEGER NOT NULL,
    "sizeXl" INTEGER NOT NULL,
    "sizeXxl" INTEGER NOT NULL,

    CONSTRAINT "repository_days_pkey" PRIMARY KEY ("companyId","localDay","repositoryId","byBot")
);

-- CreateTable
CREATE TABLE "repository_hours" (
    "companyId" BIGINT NOT NULL,
    "localDay" DATE NOT NULL,
    "repositoryId" BIGINT NOT NULL,
    "byBot" BOOLEAN NOT NULL,
    "hour" SMALLINT NOT NULL,
    "commits" INTEGER NOT NULL,

    CONSTRAINT "repository_hours_pkey" PRIMARY KEY ("companyId","localDay","repositoryId","byBot","hour")
);

-- CreateIndex
CREATE INDEX "commit_days_companyId_developerId_localDay_idx" ON "commit_days"("companyId", "developerId", "localDay");

-- CreateIndex
CREATE INDEX "commit_days_companyId_repositoryId_localDay_idx" ON "commit_days"("companyId", "repositoryId", "localDay");

-- CreateIndex
CREATE INDEX "repository_days_companyId_repositoryId_localDay_idx" ON "repository_days"("companyId", "repositoryId", "localDay");

-- CreateIndex
CREATE INDEX "repository_hours_companyId_repositoryId_localDay_idx" ON "repository_hours"("companyId", "repositoryId", "localDay");

-- AddForeignKey
ALTER TABLE "commit_days" ADD CONSTRAINT "commit_days_companyId_repositoryId_fkey" FOREIGN KEY ("companyId", "repositoryId") REFERENCES "repositories"("companyId", "id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "repository_days" ADD CONSTRAINT "repository_days_companyId_repositoryId_fkey" FOREIGN KEY ("companyId", "repositoryId") REFERENCES "repositories"("companyId", "id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "repository_hours" ADD CONSTRAINT "repository_hours_companyId_repositoryId_fkey" FOREIGN KEY ("companyId", "repositoryId") REFERENCES "repositories"("companyId", "id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "commit_days" ADD CONSTRAINT "commit_days_companyId_developerId_fkey" FOREIGN KEY ("companyId", "developerId") REFERENCES "developers"("companyId", "id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- From here on written by hand: what Prisma's schema cannot say.

-- Lock 3: row security. Without a company set, nothing is seen and nothing can be written.
DO $$
DECLARE
  tbl text;
BEGIN
  FOREACH tbl IN ARRAY ARRAY['commit_days', 'repository_days', 'repository_hours'] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', tbl);
    EXECUTE format(
      'CREATE POLICY company ON public.%I USING ("companyId" = nullif(current_setting(''app.company_id'', true), '''')::bigint)
       WITH CHECK ("companyId" = nullif(current_setting(''app.company_id'', true), '''')::bigint)', tbl);
  END LOOP;
END $$;
