-- Whoever handles food that is eaten as it is has to be examined every year, and works only with the certificate.
insert into law_limits (name, starts_on, value, measure, source) values
  ('health.check_every', '2015-10-01', 12, 'months', '《食品安全法》第四十五条')
on conflict do nothing;
