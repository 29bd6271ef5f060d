alter table identities add column address varchar(254)
