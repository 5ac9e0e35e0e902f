-- Nobody younger is employed, and between the two ages only with what the law keeps from the young (未成年工).
insert into law_limits (name, starts_on, value, measure, source) values
  ('age.least', '1995-01-01', 16, 'years', '《劳动法》第十五条、《禁止使用童工规定》第二条'),
  ('age.adult', '1995-01-01', 18, 'years', '《劳动法》第五十八条、第六十四条、第六十五条')
on conflict do nothing;
