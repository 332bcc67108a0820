-- Row security lets no comparison of enums near an index, so that the open pull requests were looked for
-- among all. A predicate is not compared with a row any more: the index holds nothing but them.
DROP INDEX public."pull_requests_companyId_state_repositoryId_idx";
CREATE INDEX "pull_requests_companyId_state_repositoryId_idx"
  ON public.pull_requests ("companyId", state, "repositoryId") WHERE state = 'open';
