/* The least that reading a table from PostgreSQL takes: what COPY sends is received and thrown away. */
#include <libpq-fe.h>
#include <stdio.h>

int main(int count, char **arguments) {
  if (count != 3) return 2;
  PGconn *connection = PQconnectdb(arguments[1]);
  PGresult *begun = PQexec(connection, arguments[2]);
  if (PQresultStatus(begun) != PGRES_COPY_OUT) {
    fputs(PQerrorMessage(connection), stderr);
    return 1;
  }
  long rows = 0, bytes = 0;
  char *row;
  int length;
  while ((length = PQgetCopyData(connection, &row, 0)) > 0) {
    rows++;
    bytes += length;
    PQfreemem(row);
  }
  printf("%ld rows, %ld bytes\n", rows, bytes);
  return length == -1 ? 0 : 1;
}
