#pragma once

/// Forward declarations for headers that only pass a connection on; include database.h to open a
/// transaction.
namespace store {

class Database;
class Session;
class UsageDatabases;

}  // namespace store
