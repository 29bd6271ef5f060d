-- Which databases usage is in: the main one has a row for each that usage.database names, and each
-- of these has its own, with the same mark. So their order cannot change without notice.
create table usage_places (
  position int not null primary key,
  places int not null,
  mark varchar(36) not null
) {options};
