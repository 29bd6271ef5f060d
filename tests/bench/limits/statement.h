#pragma once

#include <mysql.h>

/// Connects over this unix socket to the database "bench". Ends the program when that fails.
MYSQL* open_session(const char* socket);

/// Has the server prepare the statement. Ends the program when that fails.
MYSQL_STMT* prepare_in(MYSQL* session, const char* sql);

/// The same in a session of its own.
MYSQL_STMT* prepare(const char* socket, const char* sql);

/// Ends the program with what the database says of this statement.
_Noreturn void fail_of(MYSQL_STMT* statement);

/// A parameter or a column of text: `size` bytes of room at `text`, of which *length are used.
MYSQL_BIND text_bind(char* text, unsigned long size, unsigned long* length);

/// A parameter or a column that is a number.
MYSQL_BIND number_bind(long long* number);

/// Milliseconds since 1970.
long long now_millis(void);

/// A UUID of version 7 as text of 36 characters: this time, then chance.
void make_id(char* id, long long now);
