-- What was still asked about the probation or the next contract of somebody whose leaving was approved before leavings closed it by themselves
-- (app.lapse_open).
WITH gone AS (
  UPDATE "requests" q SET "status" = 'cancelled', "stage_position" = NULL, "finished_at" = now(), "lapsed_on" = e."left_on"
  FROM "employees" e
  WHERE e."id" = q."employee_id" AND e."left_on" IS NOT NULL AND q."status" IN ('in_progress', 'returned') AND (
    EXISTS (SELECT FROM "renewals" n WHERE n."request_id" = q."id" AND n."state" = 'open' AND n."starts_on" >= e."left_on")
    OR EXISTS (SELECT FROM "confirmations" f JOIN "contracts" c ON c."id" = f."contract_id"
      WHERE f."request_id" = q."id" AND f."state" = 'open' AND c."ended_early_on" <=
        CASE f."outcome" WHEN 'confirm' THEN f."effective_on" WHEN 'prolong' THEN f."probation_ends_on" ELSE c."ended_early_on" END))
  RETURNING q."id"
), visits AS (
  UPDATE "request_stages" v SET "left_at" = now(), "outcome" = 'stopped' FROM gone WHERE v."request_id" = gone."id" AND v."left_at" IS NULL
), asked AS (
  UPDATE "tasks" t SET "closed_at" = now(), "closing" = 'stopped' FROM gone WHERE t."request_id" = gone."id" AND t."closed_at" IS NULL
), offers AS (
  UPDATE "renewals" n SET "state" = 'closed' FROM gone WHERE n."request_id" = gone."id"
)
UPDATE "confirmations" f SET "state" = 'closed' FROM gone WHERE f."request_id" = gone."id";
