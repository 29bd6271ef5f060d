-- Whether the configured secret is that of this database: one row.
create table secret_mark (
  id int not null primary key,
  mark varchar(64) not null,
  written_at bigint not null  -- when whoever asks after the database's health has last changed it
) {options};
