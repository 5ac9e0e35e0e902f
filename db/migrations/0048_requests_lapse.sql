ALTER TABLE "requests" ADD COLUMN "lapsed_on" date;--> statement-breakpoint
-- What was approved about a contract that was over first never took effect.
UPDATE "requests" q SET "lapsed_on" = c."ended_early_on" FROM "confirmations" f JOIN "contracts" c ON c."id" = f."contract_id"
  WHERE f."request_id" = q."id" AND f."state" = 'applied' AND f."outcome" <> 'decline'
    AND c."ended_early_on" <= CASE f."outcome" WHEN 'confirm' THEN f."effective_on" ELSE f."probation_ends_on" END;--> statement-breakpoint
UPDATE "requests" q SET "lapsed_on" = l."left_on" FROM "renewals" n JOIN "leavings" l ON l."employee_id" = n."employee_id" AND l."state" = 'applied'
  WHERE n."request_id" = q."id" AND n."state" = 'applied' AND n."starts_on" >= l."left_on" AND n."applied_at" < l."applied_at";
