-- Numbers that the law sets, with the day they apply from and where they stand. A new number is a new row, never an edit.
insert into law_limits (name, starts_on, value, measure, source) values
  ('labour_dispatch.share_max', '2014-03-01', 1000, 'basis points', '《劳务派遣暂行规定》第四条'),
  ('labour_dispatch.share_warning', '2014-03-01', 800, 'basis points', '内部预警线，低于《劳务派遣暂行规定》第四条的上限'),
  ('labour_dispatch.temporary_months', '2013-07-01', 6, 'months', '《劳动合同法》第六十六条'),
  ('labour_dispatch.contract_months', '2008-01-01', 24, 'months', '《劳动合同法》第五十八条')
on conflict do nothing;
