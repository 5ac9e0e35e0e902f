import { type Kit, scene } from './kit'

/** What each made of the employee list. */
export async function lists({ ofEach, one, users }: Kit) {
  return scene({
    mine: await ofEach(async login => ({
      export: await one(
        `insert into exports (user_id, grant_id, format, locale, params, file_name, status, created_at, expires_at)
         select $1, id, 'csv', 'zh-CN', '{}', 'x', 'done', now(), now() + interval '1 day' from role_grants
         where user_id in ($1, $2) order by user_id <> $1 limit 1 returning id`,
        // a file rests on a role: HR's for those who have none
        [users[login], users.zhoulan],
      ),
      view: await one(
        `insert into saved_views (user_id, name, params, created_at, changed_at) values ($1, '视图', '{}', now(), now()) returning id`,
        [users[login]],
      ),
    })),
  })
}
