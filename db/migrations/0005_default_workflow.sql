-- How a transfer is approved until HR publishes a version of their own. A published version is never edited.
with definition as (
  insert into workflow_definitions (subject, version, name, published_at, created_by_name)
  values ('transfer', 1, '调岗', now(), '系统')
  on conflict (subject, version) do nothing
  returning id
)
insert into workflow_stages (definition_id, position, name, name_en, approver, role, condition, time_limit_hours)
select definition.id, stage.position, stage.name, stage.name_en, stage.approver, stage.role, stage.condition::jsonb, stage.time_limit_hours
from definition cross join (values
  (1, '本人申请', 'Applicant', 'applicant', null, '{}', 72),
  (2, '部门审核', 'Home department', 'role_at_home', 'head', '{}', 48),
  (3, '原店交接', 'Releasing store', 'role_at_source', 'manager', '{"kinds": ["move", "return"]}', 48),
  (4, '门店确认', 'Receiving store', 'role_at_receiving', 'manager', '{"kinds": ["dispatch", "move", "extend"]}', 48),
  (5, '人事审批', 'HR', 'role_at_hq', 'hr', '{}', 48),
  (6, '领导签字', 'Executive', 'role_at_hq', 'executive', '{"kinds": ["dispatch", "move"]}', 72)
) as stage (position, name, name_en, approver, role, condition, time_limit_hours);
