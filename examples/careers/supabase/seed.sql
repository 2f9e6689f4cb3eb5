-- The world that the tour walks through. It is the same on every run; only its dates follow the clock.
--
-- sign in: ada@careers.test / apply-with-joy (an applicant with six applications)
-- sign in: grace@careers.test / hire-with-care (a recruiter, who owns Larkspur Systems and recruits for Tidewater Bank)
-- sign in: edsger@careers.test / keep-it-running (an admin)
--
-- Keys tell what a row is: applicant n is a0000000-0000-4000-8000-(100000000000 + n), recruiter n begins with b0000000,
-- company n with c0000000, the admin with d0000000. Recruiter n owns company n.

-- People ---------------------------------------------------------------------------------------------------------------

-- Three have a password (as bcrypt, to be replaced by argon2id when they first sign in).
insert into auth.users
  (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data,
   created_at, updated_at)
values
  ('00000000-0000-0000-0000-000000000000', 'a0000000-0000-4000-8000-100000000001', 'authenticated', 'authenticated',
   'ada@careers.test', '$2a$10$dp5ozHTh5tMKTdCaPccUI.paHnAp7fqWOr0U0KoQ4pHmJNNHLXG6C', now(),
   '{"provider": "email", "providers": ["email"]}', '{"full_name": "Ada Osei"}',
   now() - interval '90 days', now() - interval '90 days'),
  ('00000000-0000-0000-0000-000000000000', 'b0000000-0000-4000-8000-100000000001', 'authenticated', 'authenticated',
   'grace@careers.test', '$2a$10$d4zNYfz8Jww7VTDRkkAW8upntuGNSUr.WLQwN7uibbbIMc124.9ca', now(),
   '{"provider": "email", "providers": ["email"]}', '{"full_name": "Grace Lindqvist"}',
   now() - interval '400 days', now() - interval '400 days'),
  ('00000000-0000-0000-0000-000000000000', 'd0000000-0000-4000-8000-100000000001', 'authenticated', 'authenticated',
   'edsger@careers.test', '$2a$10$c9vR1RLRYOWXlfix2hd2yuaecjKmhPMtmr5zIFib0ZYJrXxlVD3cy', now(),
   '{"provider": "email", "providers": ["email"], "role": "admin"}', '{"full_name": "Edsger Vos"}',
   now() - interval '900 days', now() - interval '900 days');

-- 119 more applicants and 39 more recruiters, who can't sign in because they have no password.
insert into auth.users
  (instance_id, id, aud, role, email, email_confirmed_at, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
select
  '00000000-0000-0000-0000-000000000000',
  ('a0000000-0000-4000-8000-' || (100000000000 + n)::text)::uuid,
  'authenticated', 'authenticated',
  'applicant' || n::text || '@careers.test',
  now(), '{"provider": "email", "providers": ["email"]}', '{}',
  now() - n * interval '1 day', now() - n * interval '1 day'
from generate_series(2, 120) as n;

insert into auth.users
  (instance_id, id, aud, role, email, email_confirmed_at, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
select
  '00000000-0000-0000-0000-000000000000',
  ('b0000000-0000-4000-8000-' || (100000000000 + n)::text)::uuid,
  'authenticated', 'authenticated',
  'recruiter' || n::text || '@careers.test',
  now(), '{"provider": "email", "providers": ["email"]}', '{}',
  now() - n * interval '9 days', now() - n * interval '9 days'
from generate_series(2, 40) as n;

insert into public.profiles
  (id, full_name, headline, city, country, years_of_experience, open_to_remote, languages, links)
values
  ('a0000000-0000-4000-8000-100000000001', 'Ada Osei', 'Backend developer who likes a clean schema', 'Accra', 'GH', 6,
   true, '{en,fr}', '{"github": "https://github.example/ada-osei", "website": "https://ada.example"}'),
  ('b0000000-0000-4000-8000-100000000001', 'Grace Lindqvist', 'Finds people who finish things', 'Gothenburg', 'SE', 14,
   false, '{sv,en,de}', '{"linkedin": "https://in.example/grace"}'),
  ('d0000000-0000-4000-8000-100000000001', 'Edsger Vos', 'Keeps this place running', 'Rotterdam', 'NL', 22,
   true, '{nl,en}', '{}');

insert into public.profiles
  (id, full_name, headline, city, country, years_of_experience, open_to_remote, languages, links, created_at)
select
  ('a0000000-0000-4000-8000-' || (100000000000 + n)::text)::uuid,
  (array['Amara', 'Bruno', 'Chiara', 'Daniel', 'Elif', 'Farid', 'Greta', 'Hugo', 'Ines', 'Jonas', 'Keiko', 'Lucas',
         'Mira', 'Nikhil', 'Olga', 'Paulo', 'Quynh', 'Rosa', 'Samir', 'Tereza', 'Uma', 'Viktor', 'Wanjiru', 'Yusuf'
  ])[1 + n % 24]
  || ' ' ||
  (array['Abara', 'Bakker', 'Costa', 'Dimitrov', 'Eriksen', 'Fontaine', 'Ghosh', 'Haddad', 'Ito', 'Jansen', 'Kowalski',
         'Lopez', 'Moreau', 'Nguyen', 'Okafor', 'Petrov', 'Quispe', 'Rossi', 'Schmidt'
  ])[1 + n % 19],
  (array['Backend developer', 'Writes APIs that last', 'Database person', 'Moved from support into development',
         'Cloud and containers', 'Career changer with a maths degree', 'Tests first, sleeps well'
  ])[1 + n % 7],
  (array['Lisbon', 'Berlin', 'Nairobi', 'Austin', 'Toronto', 'Warsaw', 'Pune', 'Osaka', 'Lima', 'Utrecht'])[1 + n % 10],
  (array['PT', 'DE', 'KE', 'US', 'CA', 'PL', 'IN', 'JP', 'PE', 'NL'])[1 + n % 10],
  n * 7 % 18,
  n % 3 <> 0,
  case n % 4
    when 0 then array['en']
    when 1 then array['en', 'de']
    when 2 then array['en', 'es']
    else array['en', 'pt', 'fr']
  end,
  ('{"github": "https://github.example/applicant' || n::text || '"}')::jsonb,
  now() - n * interval '1 day'
from generate_series(2, 120) as n;

insert into public.profiles
  (id, full_name, headline, city, country, years_of_experience, open_to_remote, languages, created_at)
select
  ('b0000000-0000-4000-8000-' || (100000000000 + n)::text)::uuid,
  (array['Agnes', 'Bilal', 'Celine', 'Dmitri', 'Esther', 'Felipe', 'Gemma', 'Henrik', 'Irena', 'Joao', 'Kirsten',
         'Leila', 'Magnus'
  ])[1 + n % 13]
  || ' ' ||
  (array['Arslan', 'Brandt', 'Caruso', 'Duarte', 'Ekwueme', 'Fischer', 'Gupta', 'Horvat', 'Ibsen', 'Jovanovic',
         'Klein'
  ])[1 + n % 11],
  'Recruiter',
  (array['London', 'Paris', 'Boston', 'Madrid', 'Vienna'])[1 + n % 5],
  (array['GB', 'FR', 'US', 'ES', 'AT'])[1 + n % 5],
  3 + n % 15,
  n % 2 = 0,
  array['en'],
  now() - n * interval '9 days'
from generate_series(2, 40) as n;

-- Companies ------------------------------------------------------------------------------------------------------------

insert into public.companies (id, name, slug, about, size, city, country, founded_in, industries, created_at)
select
  ('c0000000-0000-4000-8000-' || (100000000000 + c.n)::text)::uuid,
  c.name, c.slug, c.about, c.size::public.company_size, c.city, c.country, c.founded_in, c.industries,
  now() - c.n * interval '9 days'
from (values
  (1, 'Larkspur Systems', 'larkspur-systems', 'Booking engines for small hotels.', 'medium', 'Gothenburg', 'SE', 2011, array['travel', 'software']),
  (2, 'Tidewater Bank', 'tidewater-bank', 'A bank that publishes its uptime.', 'enterprise', 'Baltimore', 'US', 1924, array['banking']),
  (3, 'Quillfeather', 'quillfeather', 'Contracts that people can read.', 'startup', 'Edinburgh', 'GB', 2021, array['legal', 'software']),
  (4, 'Brass Lantern Games', 'brass-lantern-games', 'Slow games for long evenings.', 'small', 'Montreal', 'CA', 2014, array['games']),
  (5, 'Harrow & Vale', 'harrow-and-vale', 'Seeds, tools and weather for market gardens.', 'medium', 'Bristol', 'GB', 1978, array['agriculture', 'retail']),
  (6, 'Northbeam Energy', 'northbeam-energy', 'Balances forty thousand rooftop batteries.', 'large', 'Hamburg', 'DE', 2009, array['energy']),
  (7, 'Juniper Clinics', 'juniper-clinics', 'Appointments and records for family doctors.', 'medium', 'Dublin', 'IE', 2013, array['health']),
  (8, 'Copperline Rail', 'copperline-rail', 'Timetables that hold.', 'enterprise', 'Zurich', 'CH', 1902, array['transport']),
  (9, 'Saltmarsh Robotics', 'saltmarsh-robotics', 'Robots that count oysters.', 'startup', 'Boston', 'US', 2022, array['robotics']),
  (10, 'Paperkite', 'paperkite', 'A newspaper kiosk in your pocket.', 'small', 'Lisbon', 'PT', 2017, array['media']),
  (11, 'Oakhurst Insurance', 'oakhurst-insurance', 'Answers a claim within a day.', 'large', 'Cologne', 'DE', 1951, array['insurance']),
  (12, 'Mapleforge', 'mapleforge', 'Hand tools, sold all over the world.', 'small', 'Toronto', 'CA', 2008, array['retail']),
  (13, 'Bluefin Logistics', 'bluefin-logistics', 'Knows where your container is.', 'enterprise', 'Rotterdam', 'NL', 1989, array['logistics', 'transport']),
  (14, 'Starling Schools', 'starling-schools', 'Timetables, marks and quiet for teachers.', 'medium', 'Helsinki', 'FI', 2012, array['education']),
  (15, 'Greywater Labs', 'greywater-labs', 'Sensors for clean rivers.', 'startup', 'Utrecht', 'NL', 2020, array['environment', 'science']),
  (16, 'Velvet Orbit', 'velvet-orbit', 'Music for films, licensed in a minute.', 'small', 'Berlin', 'DE', 2016, array['media', 'music']),
  (17, 'Redwood Payments', 'redwood-payments', 'Moves money between two hundred banks.', 'large', 'Austin', 'US', 2010, array['payments', 'banking']),
  (18, 'Kestrel Air', 'kestrel-air', 'Regional flights, electric since 2031 if all goes well.', 'large', 'Oslo', 'NO', 1998, array['transport', 'travel']),
  (19, 'Tallgrass Data', 'tallgrass-data', 'Statistics for cities.', 'small', 'Warsaw', 'PL', 2015, array['software', 'government']),
  (20, 'Monday Bread', 'monday-bread', 'Four hundred bakeries, one oven plan.', 'medium', 'Vienna', 'AT', 1996, array['food', 'retail']),
  (21, 'Ironwood Security', 'ironwood-security', 'Breaks in before others do.', 'small', 'Tallinn', 'EE', 2013, array['security']),
  (22, 'Lumen & Loom', 'lumen-and-loom', 'Curtains that follow the sun.', 'small', 'Porto', 'PT', 2018, array['retail', 'energy']),
  (23, 'Pinecone Housing', 'pinecone-housing', 'Rents to people, not to algorithms.', 'medium', 'Stockholm', 'SE', 2005, array['housing']),
  (24, 'Aster Genomics', 'aster-genomics', 'Reads genomes for hospitals.', 'large', 'Cambridge', 'GB', 2010, array['health', 'science']),
  (25, 'Cobalt Street', 'cobalt-street', 'A stock exchange for small companies.', 'medium', 'Singapore', 'SG', 2014, array['banking', 'software']),
  (26, 'Fennel & Fig', 'fennel-and-fig', 'Groceries by cargo bicycle.', 'medium', 'Copenhagen', 'DK', 2016, array['food', 'logistics']),
  (27, 'Wavelength Radio', 'wavelength-radio', 'Eighty stations, one archive.', 'large', 'Melbourne', 'AU', 1963, array['media']),
  (28, 'Hollow Hills Software', 'hollow-hills-software', 'Bookkeeping for craftspeople.', 'small', 'Wellington', 'NZ', 2007, array['software', 'finance']),
  (29, 'Baobab Mobile', 'baobab-mobile', 'Phone credit and savings for nine countries.', 'enterprise', 'Nairobi', 'KE', 2006, array['telecoms', 'payments']),
  (30, 'Sundial Solar', 'sundial-solar', 'Finances roofs.', 'medium', 'Pune', 'IN', 2015, array['energy', 'finance']),
  (31, 'Glasshouse Analytics', 'glasshouse-analytics', 'Explains every number it shows.', 'startup', 'Paris', 'FR', 2023, array['software']),
  (32, 'Ember & Ash', 'ember-and-ash', 'Fire alarms that call the right neighbour.', 'small', 'Osaka', 'JP', 2011, array['safety']),
  (33, 'Thistle Telecom', 'thistle-telecom', 'Fibre for islands.', 'large', 'Glasgow', 'GB', 1999, array['telecoms']),
  (34, 'Meridian Museums', 'meridian-museums', 'Tickets and stories for thirty museums.', 'medium', 'Madrid', 'ES', 2001, array['culture']),
  (35, 'Pebble Pay', 'pebble-pay', 'Splits bills without fights.', 'startup', 'Sao Paulo', 'BR', 2021, array['payments']),
  (36, 'Blackthorn Press', 'blackthorn-press', 'Printed books on demand.', 'medium', 'Leipzig', 'DE', 1871, array['media', 'retail']),
  (37, 'Cirrus Weather', 'cirrus-weather', 'Forecasts for people who work outside.', 'small', 'Reykjavik', 'IS', 2009, array['science']),
  (38, 'Old Harbour Shipping', 'old-harbour-shipping', 'Ships, since before there were engines.', 'enterprise', 'Valparaiso', 'CL', 1848, array['logistics']),
  (39, 'Firefly Learning', 'firefly-learning', 'Courses that end with a job.', 'medium', 'Lagos', 'NG', 2018, array['education']),
  (40, 'Zephyr Bicycles', 'zephyr-bicycles', 'Bicycles that report when they are stolen.', 'small', 'Ghent', 'BE', 2019, array['transport', 'retail'])
) as c (n, name, slug, about, size, city, country, founded_in, industries);

insert into public.company_members (company_id, person_id, rank, joined_on)
values ('c0000000-0000-4000-8000-100000000002', 'b0000000-0000-4000-8000-100000000001', 'recruiter', '2024-02-29');

insert into public.company_members (company_id, person_id, rank, joined_on)
select
  ('c0000000-0000-4000-8000-' || (100000000000 + n)::text)::uuid,
  ('b0000000-0000-4000-8000-' || (100000000000 + n)::text)::uuid,
  'owner',
  date '2020-01-01' + n * 30
from generate_series(1, 40) as n;

-- Vocabulary -----------------------------------------------------------------------------------------------------------

insert into public.salary_bands (level, title, lowest, highest) values
  ('entry', 'Entry level: the first two years', 60000, 80000),
  ('mid', 'Mid level: works alone, explains to others', 80000, 120000),
  ('senior', 'Senior level: answers for a system', 120000, null);

insert into public.roles (name, slug, summary) values
  ('Software Architect', 'software-architect', 'Decides what is dear to change later.'),
  ('Backend Developer', 'backend-developer', 'Server logic, data and interfaces of an application.'),
  ('API Developer', 'api-developer', 'Interfaces that other programs rely on.'),
  ('Full-Stack Developer', 'full-stack-developer', 'From the table to the button.'),
  ('Integration Developer', 'integration-developer', 'Payments, mail and other people''s services.'),
  ('Database Administrator', 'database-administrator', 'Schemas, queries, backups and the restore that proves them.'),
  ('Data Engineer', 'data-engineer', 'Moves data and keeps it right on the way.'),
  ('DevOps Engineer', 'devops-engineer', 'From a commit to a running service.'),
  ('Site Reliability Engineer', 'site-reliability-engineer', 'Keeps promises about availability.'),
  ('Cloud Engineer', 'cloud-engineer', 'Machines, networks and bills that nobody sees.'),
  ('Security Engineer', 'security-engineer', 'Sign-in, permissions, and who tries to get round them.'),
  ('Test Automation Engineer', 'test-automation-engineer', 'Finds out before the users do.');

update public.roles set grows_into = (select r.id from public.roles r where r.slug = 'software-architect')
where slug in ('backend-developer', 'api-developer', 'database-administrator', 'site-reliability-engineer');
update public.roles set grows_into = (select r.id from public.roles r where r.slug = 'backend-developer')
where slug in ('full-stack-developer', 'integration-developer', 'test-automation-engineer');
update public.roles set grows_into = (select r.id from public.roles r where r.slug = 'site-reliability-engineer')
where slug in ('devops-engineer', 'cloud-engineer');

insert into public.skills (name, kind) values
  ('SQL', 'language'), ('Python', 'language'), ('Java', 'language'), ('JavaScript', 'language'),
  ('TypeScript', 'language'), ('Ruby', 'language'), ('PHP', 'language'), ('Go', 'language'), ('Rust', 'language'),
  ('C#', 'language'), ('Kotlin', 'language'), ('Bash', 'language'),
  ('Django', 'framework'), ('Flask', 'framework'), ('Spring Boot', 'framework'), ('Express', 'framework'),
  ('Node.js', 'framework'), ('Ruby on Rails', 'framework'), ('Laravel', 'framework'), ('axum', 'framework'),
  ('.NET', 'framework'),
  ('Data modelling', 'data'), ('Query tuning', 'data'), ('Transactions', 'data'), ('Migrations', 'data'),
  ('REST', 'api'), ('GraphQL', 'api'), ('gRPC', 'api'), ('WebSockets', 'api'), ('Webhooks', 'api'), ('OpenAPI', 'api'),
  ('Unit testing', 'testing'), ('Integration testing', 'testing'), ('Load testing', 'testing'),
  ('OAuth 2', 'security'), ('Row-level security', 'security'), ('Threat modelling', 'security'),
  ('Code review', 'practice'), ('Incident response', 'practice'), ('Technical writing', 'practice');

insert into public.tools (name, kind, open_source) values
  ('PostgreSQL', 'database', true), ('MySQL', 'database', true), ('MongoDB', 'database', false),
  ('Redis', 'database', true), ('SQLite', 'database', true), ('Elasticsearch', 'database', true),
  ('Docker', 'container', true), ('Kubernetes', 'container', true), ('Helm', 'container', true),
  ('AWS', 'cloud', false), ('Azure', 'cloud', false), ('Google Cloud', 'cloud', false), ('Terraform', 'cloud', false),
  ('Git', 'version control', true), ('GitHub', 'version control', false), ('GitLab', 'version control', true),
  ('Postman', 'testing', false), ('JUnit', 'testing', true), ('Selenium', 'testing', true), ('pytest', 'testing', true),
  ('k6', 'testing', true),
  ('Jenkins', 'delivery', true), ('Travis CI', 'delivery', false), ('GitHub Actions', 'delivery', false),
  ('Kafka', 'messaging', true), ('RabbitMQ', 'messaging', true),
  ('Prometheus', 'operations', true), ('Grafana', 'operations', true), ('OpenTelemetry', 'operations', true),
  ('nginx', 'operations', true);

-- Postings: ten written by hand (six of Larkspur's, two of Tidewater's), 290 made up. Every tenth is a draft. ------------

insert into public.postings
  (company_id, role_id, level, title, description, status, remote, locations, benefits, salary_from, salary_to, openings,
   posted_by, published_at, closes_on, created_at)
select
  ('c0000000-0000-4000-8000-' || (100000000000 + w.company)::text)::uuid,
  r.id, w.level::public.seniority, w.title, w.description, w.status::public.posting_status, w.remote, w.locations,
  w.benefits::jsonb, w.salary_from, w.salary_to, w.openings,
  ('b0000000-0000-4000-8000-' || (100000000000 + w.recruiter)::text)::uuid,
  now() - w.n * interval '5 hours',
  current_date + 30 + w.n,
  now() - w.n * interval '6 hours'
from (values
  (1, 1, 1, 'backend-developer', 'mid', 'Python Developer',
   'You own the service that decides which room is free. It is small, it is old, and it is right.',
   'published', true, array['Gothenburg', 'Oslo'],
   '{"vacation_days": 30, "pension": true, "equipment": ["laptop", "desk"], "remote": {"days_a_week": 5}}',
   84500.10, 96000.20, 2),
  (2, 1, 1, 'database-administrator', 'senior', 'Senior Database Administrator',
   'Two terabytes of PostgreSQL, restored every Monday to prove that we can.',
   'published', false, array['Gothenburg'],
   '{"vacation_days": 32, "pension": true, "equipment": ["laptop"]}',
   128000.00, 156250.75, 1),
  (3, 1, 1, 'api-developer', 'entry', 'Junior API Developer',
   'Three hundred hotels read our API. You answer their questions, then make the questions unnecessary.',
   'published', true, array[]::text[],
   '{"vacation_days": 28, "pension": false, "mentor": "Priya"}',
   62000.00, 71999.99, 1),
  (4, 1, 1, 'test-automation-engineer', 'mid', 'Test Automation Engineer',
   'Selenium for the booking page, pytest for what lies beneath it.',
   'closed', false, array['Gothenburg', 'Malmo'],
   '{"vacation_days": 30, "pension": true}',
   80000.00, 98000.00, 1),
  (5, 2, 1, 'security-engineer', 'senior', 'Senior Security Engineer',
   'You read the audit log of a bank, and you write the rules that keep it dull.',
   'published', false, array['Baltimore'],
   '{"vacation_days": 25, "pension": true, "insurance": {"health": true, "dental": true}}',
   150000.00, 199999.99, 1),
  (6, 2, 1, 'backend-developer', 'senior', 'Senior Java Developer',
   'Transfers between accounts in Spring Boot: to the cent, once, and never lost.',
   'published', true, array['Baltimore', 'Boston'],
   '{"vacation_days": 25, "pension": true, "insurance": {"health": true, "dental": false}}',
   142500.50, 171000.25, 3),
  (7, 3, 3, 'backend-developer', 'mid', 'Node.js Developer',
   'Express, a queue, and contracts that people can read.',
   'published', true, array['Edinburgh'], '{"vacation_days": 33, "equity": 0.0125}', 81000.00, 99500.00, 1),
  (8, 9, 9, 'cloud-engineer', 'mid', 'Cloud Engineer',
   'The oysters are counted at sea, the numbers live in Google Cloud, and the radio link is yours.',
   'published', false, array['Boston'], '{"vacation_days": 20, "equity": 0.05}', 95000.00, 119999.00, 1),
  (9, 1, 1, 'full-stack-developer', 'entry', 'Junior Full-Stack Developer',
   'The page on which a guest chooses a pillow, and the table that remembers it.',
   'published', false, array['Gothenburg'], '{"vacation_days": 28, "mentor": "Jonas"}', 60000.00, 68000.00, 1),
  (10, 1, 1, 'site-reliability-engineer', 'senior', 'Senior Site Reliability Engineer',
   'Not public yet: we are still arguing about the pager.',
   'draft', true, array['Gothenburg'], '{}', 130000.00, 160000.00, 1)
) as w (n, company, recruiter, role, level, title, description, status, remote, locations, benefits, salary_from,
        salary_to, openings)
join public.roles r on r.slug = w.role
order by w.n;

with kinds (k, role, name, description) as (
  values
    (0, 'backend-developer', 'Python Developer', 'Django at the front, workers behind, and a test for each of them.'),
    (1, 'backend-developer', 'Java Developer', 'Spring Boot services that have run for ten years and shall run ten more.'),
    (2, 'backend-developer', 'Node.js Developer', 'Express, TypeScript and an event loop that you understand.'),
    (3, 'backend-developer', 'Ruby Developer', 'A well-kept Rails application with real users.'),
    (4, 'backend-developer', 'PHP Developer', 'Laravel, MySQL, and a plan to make both faster.'),
    (5, 'backend-developer', 'Rust Developer', 'A service where each microsecond has a price.'),
    (6, 'backend-developer', 'Go Developer', 'Small services, plain code, many requests.'),
    (7, 'api-developer', 'API Developer', 'REST and GraphQL for partners who never call twice.'),
    (8, 'database-administrator', 'Database Administrator', 'Plans, indexes, replicas and the nightly restore.'),
    (9, 'data-engineer', 'Data Engineer', 'Streams that arrive once and in order.'),
    (10, 'devops-engineer', 'DevOps Engineer', 'Pipelines, images, and deployments nobody notices.'),
    (11, 'site-reliability-engineer', 'Site Reliability Engineer', 'Promises about availability, and the graphs that prove them.'),
    (12, 'cloud-engineer', 'Cloud Engineer', 'Networks and machines as code, and the bill as a metric.'),
    (13, 'security-engineer', 'Security Engineer', 'Sign-in, permissions, and the people who try the door.'),
    (14, 'test-automation-engineer', 'Test Automation Engineer', 'Finds it before the users do.'),
    (15, 'full-stack-developer', 'Full-Stack Developer', 'From the table to the button and back.'),
    (16, 'integration-developer', 'Integration Developer', 'Payments, mail and maps, with retries that are safe.'),
    (17, 'backend-developer', '.NET Developer', 'C# services for people who depend on them.'),
    (18, 'software-architect', 'Software Architect', 'Decides little, and writes down why.')
)
insert into public.postings
  (company_id, role_id, level, title, description, status, remote, locations, benefits, salary_from, salary_to, openings,
   posted_by, published_at, closes_on, created_at)
select
  c.id,
  r.id,
  b.level,
  case b.level when 'entry' then 'Junior ' when 'senior' then 'Senior ' else '' end || kinds.name,
  kinds.description || ' ' || c.about,
  case when n % 10 = 0 then 'draft' when n % 13 = 0 then 'closed' else 'published' end::public.posting_status,
  n % 3 = 0,
  case n % 5
    when 0 then array[c.city::text]
    when 1 then array[c.city::text, 'London']
    when 2 then array[c.city::text, 'Berlin', 'Amsterdam']
    when 3 then array[c.city::text, 'New York']
    else array[c.city::text, 'Bangalore']
  end,
  case n % 4
    when 0 then '{"vacation_days": 25, "pension": true}'
    when 1 then '{"vacation_days": 30, "pension": true, "equipment": ["laptop", "phone"]}'
    when 2 then '{"vacation_days": 28, "pension": false, "equity": 0.01}'
    else '{"vacation_days": 26, "insurance": {"health": true, "dental": true}}'
  end::jsonb,
  case b.level
    when 'entry' then b.lowest + n % 8 * 1250
    when 'mid' then b.lowest + n % 10 * 2000.50
    else b.lowest + n % 15 * 4000.25
  end,
  case b.level
    when 'entry' then b.lowest + n % 8 * 1250 + 5000 + n % 5 * 1000
    when 'mid' then b.lowest + n % 10 * 2000.50 + 12000 + n % 5 * 2000
    else b.lowest + n % 15 * 4000.25 + 20000 + n % 6 * 5000
  end,
  1 + n % 4,
  ('b0000000-0000-4000-8000-' || (100000000000 + 1 + n * 11 % 40)::text)::uuid,
  case when n % 10 <> 0 then now() - n * interval '7 hours' end,
  current_date + 14 + n % 60,
  now() - n * interval '8 hours'
from generate_series(11, 300) as n
join kinds on kinds.k = n % 19
join public.companies c on c.id = ('c0000000-0000-4000-8000-' || (100000000000 + 1 + n * 11 % 40)::text)::uuid
join public.roles r on r.slug = kinds.role
join public.salary_bands b
  on b.level = (array['entry', 'mid', 'mid', 'senior', 'mid', 'senior', 'entry'])[1 + n % 7]::public.seniority
order by n;

-- A title says what a posting asks for.

insert into public.posting_skills (posting_id, skill_id, required)
select p.id, s.id, s.kind <> 'practice'
from (values
  ('Python Developer', array['Python', 'Django', 'Flask', 'SQL', 'REST', 'Code review']),
  ('Java Developer', array['Java', 'Spring Boot', 'SQL', 'Transactions', 'REST', 'Unit testing']),
  ('Node.js Developer', array['JavaScript', 'TypeScript', 'Node.js', 'Express', 'REST', 'WebSockets']),
  ('Ruby Developer', array['Ruby', 'Ruby on Rails', 'SQL', 'REST', 'Migrations']),
  ('PHP Developer', array['PHP', 'Laravel', 'SQL', 'Query tuning']),
  ('Rust Developer', array['Rust', 'axum', 'SQL', 'gRPC', 'Load testing']),
  ('Go Developer', array['Go', 'gRPC', 'REST', 'SQL']),
  ('API Developer', array['REST', 'GraphQL', 'OpenAPI', 'Webhooks', 'OAuth 2', 'Technical writing']),
  ('Database Administrator', array['SQL', 'Data modelling', 'Query tuning', 'Transactions', 'Migrations', 'Row-level security']),
  ('Data Engineer', array['SQL', 'Python', 'Data modelling', 'Migrations']),
  ('DevOps Engineer', array['Bash', 'Python', 'Integration testing', 'Incident response']),
  ('Site Reliability Engineer', array['Go', 'Bash', 'Load testing', 'Incident response']),
  ('Cloud Engineer', array['Python', 'Bash', 'Threat modelling']),
  ('Security Engineer', array['OAuth 2', 'Row-level security', 'Threat modelling', 'Code review', 'Incident response']),
  ('Test Automation Engineer', array['Python', 'Java', 'Unit testing', 'Integration testing', 'Load testing']),
  ('Full-Stack Developer', array['TypeScript', 'Node.js', 'SQL', 'REST', 'GraphQL']),
  ('Integration Developer', array['Webhooks', 'REST', 'OAuth 2', 'Java', 'Technical writing']),
  ('.NET Developer', array['C#', '.NET', 'SQL', 'REST', 'Unit testing']),
  ('Software Architect', array['Data modelling', 'OpenAPI', 'Threat modelling', 'Code review', 'Technical writing'])
) as asks (kind, names)
join public.postings p on p.title like '%' || asks.kind
join public.skills s on s.name = any (asks.names)
order by p.id, s.id;

insert into public.posting_tools (posting_id, tool_id)
select p.id, t.id
from (values
  ('Python Developer', array['PostgreSQL', 'Redis', 'Docker', 'Git', 'pytest']),
  ('Java Developer', array['PostgreSQL', 'Kafka', 'JUnit', 'Jenkins', 'Git']),
  ('Node.js Developer', array['MongoDB', 'Redis', 'Docker', 'GitHub', 'Postman']),
  ('Ruby Developer', array['PostgreSQL', 'Redis', 'Git', 'Travis CI']),
  ('PHP Developer', array['MySQL', 'Redis', 'Docker', 'nginx', 'Git']),
  ('Rust Developer', array['PostgreSQL', 'SQLite', 'Docker', 'Kubernetes', 'Git']),
  ('Go Developer', array['PostgreSQL', 'Docker', 'Kubernetes', 'Prometheus']),
  ('API Developer', array['Postman', 'PostgreSQL', 'Git', 'OpenTelemetry']),
  ('Database Administrator', array['PostgreSQL', 'MySQL', 'MongoDB', 'Terraform', 'Grafana']),
  ('Data Engineer', array['PostgreSQL', 'Kafka', 'Elasticsearch', 'AWS', 'Git']),
  ('DevOps Engineer', array['Docker', 'Kubernetes', 'Helm', 'Jenkins', 'GitHub Actions', 'Terraform']),
  ('Site Reliability Engineer', array['Kubernetes', 'Prometheus', 'Grafana', 'OpenTelemetry', 'AWS']),
  ('Cloud Engineer', array['AWS', 'Azure', 'Google Cloud', 'Terraform', 'Docker']),
  ('Security Engineer', array['Azure', 'Kubernetes', 'nginx', 'Git']),
  ('Test Automation Engineer', array['Selenium', 'JUnit', 'pytest', 'Postman', 'Travis CI', 'k6']),
  ('Full-Stack Developer', array['PostgreSQL', 'Docker', 'Git', 'GitHub Actions']),
  ('Integration Developer', array['RabbitMQ', 'Postman', 'GitLab', 'MySQL']),
  ('.NET Developer', array['Azure', 'Docker', 'Git', 'GitHub Actions']),
  ('Software Architect', array['PostgreSQL', 'Kafka', 'Kubernetes', 'GitHub'])
) as asks (kind, names)
join public.postings p on p.title like '%' || asks.kind
join public.tools t on t.name = any (asks.names)
order by p.id, t.id;

-- Applications: six of Ada's, and 494 of everybody else's. ---------------------------------------------------------------

insert into public.applications
  (posting_id, applicant_id, referred_by, status, cover_letter, cv, expected_salary, submitted_at)
values
  (1, 'a0000000-0000-4000-8000-100000000001', 'a0000000-0000-4000-8000-100000000007', 'interview',
   'I have read your availability endpoint from the outside for two years. I would like to see the inside.',
   '{"years": 6, "summary": "Backend developer, mostly Python", "skills": ["Python", "Django", "PostgreSQL"], "jobs": [{"at": "Harbour Tickets", "from": 2021}, {"at": "Paystream", "from": 2018, "to": 2021}]}',
   92000.00, now() - interval '4 days'),
  (2, 'a0000000-0000-4000-8000-100000000001', null, 'rejected',
   'I restore our backups every Friday. I could come over on Mondays.',
   '{"years": 6, "summary": "Backend developer with two years of database work", "skills": ["SQL", "PostgreSQL"]}',
   128000.00, now() - interval '40 days'),
  (4, 'a0000000-0000-4000-8000-100000000001', null, 'withdrawn',
   'Tests are the part of the work that I miss most.',
   '{"years": 6, "summary": "Backend developer", "skills": ["pytest", "Selenium"]}',
   null, now() - interval '60 days'),
  (5, 'a0000000-0000-4000-8000-100000000001', null, 'reviewing',
   'I found a hole in my last employer''s sign-in before it cost them anything. I can tell the story.',
   '{"years": 6, "summary": "Backend developer with a habit of reading logs", "skills": ["OAuth 2", "Python"]}',
   155000.00, now() - interval '3 days'),
  (6, 'a0000000-0000-4000-8000-100000000001', 'a0000000-0000-4000-8000-100000000012', 'offered',
   'Once, and never lost: that is how I would like to work.',
   '{"years": 6, "summary": "Backend developer, Java before Python", "skills": ["Java", "Spring Boot", "SQL"]}',
   145000.50, now() - interval '20 days'),
  (7, 'a0000000-0000-4000-8000-100000000001', null, 'submitted',
   'I read contracts for fun. Yours are the first that I finished.',
   '{"years": 6, "summary": "Backend developer", "skills": ["TypeScript", "Node.js"]}',
   90000.00, now() - interval '1 day');

-- The k-th posting that isn't a draft is number k / 9 * 10 + k % 9 + 1, for k from 0 to 269.
insert into public.applications
  (posting_id, applicant_id, referred_by, status, cover_letter, cv, expected_salary, submitted_at)
select
  p.id,
  person.id,
  case when n % 11 = 0 then ('a0000000-0000-4000-8000-' || (100000000000 + 2 + (n + 5) % 119)::text)::uuid end,
  (array['submitted', 'reviewing', 'rejected', 'submitted', 'interview', 'reviewing', 'withdrawn', 'submitted',
         'offered', 'hired'
  ])[1 + n % 10]::public.application_status,
  'Dear people of ' || c.name || ', ' ||
  (array['your product is on my desk every day.', 'I would like to do this work for a long time.',
         'a friend of mine works with you and is still my friend.', 'I have built this before, and would do it better now.',
         'my last project ended well, and so shall the next one.'
  ])[1 + n % 5],
  ('{"years": ' || person.years_of_experience::text || ', "summary": "' || person.headline || '", "skills": ["' ||
   (array['SQL", "Python', 'Java", "Spring Boot', 'Node.js", "REST', 'Docker", "Kubernetes', 'Rust", "SQL', 'PHP'
   ])[1 + n % 6] || '"]}')::jsonb,
  case when n % 4 <> 0 then p.salary_from + n % 9 * 1000 end,
  now() - interval '21 days' - n * interval '1 hour'
from generate_series(1, 494) as n
join public.postings p on p.id = n * 7 % 270 / 9 * 10 + n * 7 % 270 % 9 + 1
join public.companies c on c.id = p.company_id
join public.profiles person on person.id = ('a0000000-0000-4000-8000-' || (100000000000 + 2 + n % 119)::text)::uuid
order by n;

insert into public.interviews (application_id, interviewer_id, kind, starts_at, lasts, place)
select
  a.id,
  p.posted_by,
  stage.kind::public.interview_kind,
  a.submitted_at + stage.after::interval,
  stage.lasts::interval,
  case when p.remote then 'video call' else 'our office in ' || p.locations[1] end
from public.applications a
join public.postings p on p.id = a.posting_id
cross join (values
  (1, 'phone', '5 days', '30 minutes'),
  (2, 'technical', '9 days', '1 hour 30 minutes'),
  (3, 'final', '14 days', '1 hour')
) as stage (n, kind, after, lasts)
where a.status in ('offered', 'hired')
   or a.status = 'interview' and stage.n <= 2
order by a.id, stage.n;

insert into public.application_notes (application_id, author_id, stars, body, written_at)
select
  a.id,
  p.posted_by,
  1 + a.id % 5,
  (array['Reads the question before answering it.', 'Strong on databases, quiet on everything else.',
         'Asked better questions than we did.', 'Good letter. Let us talk.', 'Not now, but keep in touch.'
  ])[1 + a.id % 5],
  a.submitted_at + interval '1 day'
from public.applications a
join public.postings p on p.id = a.posting_id
where a.status not in ('submitted', 'withdrawn')
order by a.id;

insert into public.offers (application_id, salary, starts_on, decision, answered_at, made_at)
select
  a.id,
  p.salary_middle,
  current_date + 60,
  case when a.status = 'hired' then 'accepted' else 'open' end::public.decision,
  case when a.status = 'hired' then a.submitted_at + interval '20 days' end,
  a.submitted_at + interval '16 days'
from public.applications a
join public.postings p on p.id = a.posting_id
where a.status in ('offered', 'hired')
order by a.id;

insert into public.saved_postings (person_id, posting_id, remark) values
  ('a0000000-0000-4000-8000-100000000001', 1, 'The one I want'),
  ('a0000000-0000-4000-8000-100000000001', 8, 'Oysters!'),
  ('a0000000-0000-4000-8000-100000000001', 9, null);

insert into public.saved_postings (person_id, posting_id, saved_at)
select a.applicant_id, a.posting_id % 9 + 1, a.submitted_at
from public.applications a
where a.id % 3 = 0
on conflict do nothing;
