/* The floor of a tally: what a loop in C needs that knows the columns beforehand.
 *
 *     loop ROSTER.csv REGISTER.csv OUT.csv
 *
 * It makes the checks that Giaoban makes of every row (days of the calendar, units and communes of the roster, numbers,
 * activities that stand twice) and the same tallies by half-year, unit and activity. It has no findings, no
 * conditions, no other order of columns and no other spelling: an upper bound of what is possible, and no program to use.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PERIODS = 12, UNITS = 128, KINDS = 32, MEASURES = 3, BLOCK = 1 << 18 };

typedef struct { const unsigned char *at; uint32_t length; } Text;
typedef struct { uint64_t hash; Text text; int32_t number; } Entry;
typedef struct { Entry *entries; uint32_t mask, count; } Table;
typedef struct { int64_t count; uint64_t communes; int64_t sums[MEASURES]; } Cell;

static uint64_t hash(const unsigned char *at, uint32_t length, uint64_t seed) {
  uint64_t h = seed ^ (length * 0x9E3779B97F4A7C15ull);
  while (length >= 8) {
    uint64_t word;
    memcpy(&word, at, 8);
    h = (h ^ word) * 0x9FB21C651E98DF25ull;
    h ^= h >> 32;
    at += 8, length -= 8;
  }
  uint64_t word = 0;
  memcpy(&word, at, length);
  h = (h ^ word) * 0x9FB21C651E98DF25ull;
  return h ^ h >> 29;
}

static Table table(uint32_t room) {
  return (Table){calloc(room, sizeof(Entry)), room - 1, 0};
}

/* The number of a text in a table; -1 where it is not there and not to be added. */
static int32_t look(Table *table, Text text, uint64_t seed, int add) {
  uint64_t h = hash(text.at, text.length, seed) | 1;
  for (uint32_t place = h & table->mask;; place = (place + 1) & table->mask) {
    Entry *entry = &table->entries[place];
    if (entry->hash == h && entry->text.length == text.length && !memcmp(entry->text.at, text.at, text.length))
      return entry->number;
    if (entry->hash) continue;
    if (!add) return -1;
    unsigned char *own = malloc(text.length);
    memcpy(own, text.at, text.length);
    *entry = (Entry){h, {own, text.length}, (int32_t)table->count++};
    return entry->number;
  }
}

/* A cell, after which `at` stands behind its delimiter; one in quotes is unquoted in place. */
static Text cell(unsigned char **at) {
  unsigned char *start = *at, *p = start;
  if (*p != '"') {
    while (*p != ',' && *p != '\n') p++;
    *at = p + 1;
    return (Text){start, (uint32_t)(p - start)};
  }
  unsigned char *out = ++start;
  for (p = start;; p++) {
    if (*p == '"' && *++p != '"') break;
    *out++ = *p;
  }
  *at = p + 1;
  return (Text){start, (uint32_t)(out - start)};
}

/* An amount; -1 for an empty cell. */
static int64_t number(Text text) {
  if (!text.length) return -1;
  int64_t value = 0;
  for (uint32_t i = 0; i < text.length; i++) {
    unsigned digit = text.at[i] - '0';
    if (digit > 9) { fprintf(stderr, "no number: %.*s\n", text.length, text.at); exit(1); }
    value = value * 10 + digit;
  }
  return value;
}

/* The half-year of a day from 2019 on, and whether there is such a day. */
static int period(Text text) {
  static const unsigned char lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (text.length != 10 || text.at[4] != '-' || text.at[7] != '-') return -1;
  const unsigned char *d = text.at;
  int year = (d[0] - '0') * 1000 + (d[1] - '0') * 100 + (d[2] - '0') * 10 + d[3] - '0';
  int month = (d[5] - '0') * 10 + d[6] - '0', day = (d[8] - '0') * 10 + d[9] - '0';
  if (month < 1 || month > 12) return -1;
  int leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  if (day < 1 || day > lengths[month - 1] + leap) return -1;
  int place = (year - 2019) * 2 + (month > 6);
  return place >= 0 && place < PERIODS ? place : -1;
}

/* Fingerprints of rows, in heaps by their first bits: each is looked through at the end, within the processor's cache. */
enum { HEAPS = 512 };
static struct { uint64_t *prints; uint32_t count, room; } heaps[HEAPS];

static void remember(uint64_t print) {
  uint32_t number = print >> 55;
  if (heaps[number].count == heaps[number].room) {
    heaps[number].room = heaps[number].room ? heaps[number].room * 2 : 64;
    heaps[number].prints = realloc(heaps[number].prints, heaps[number].room * sizeof(uint64_t));
  }
  heaps[number].prints[heaps[number].count++] = print | 1;
}

static uint32_t countTwins(void) {
  uint32_t twins = 0;
  for (int number = 0; number < HEAPS; number++) {
    uint32_t mask = 64;
    while (mask < heaps[number].count * 2) mask *= 2;
    mask--;
    uint64_t *seen = calloc(mask + 1, sizeof *seen);
    for (uint32_t i = 0; i < heaps[number].count; i++) {
      uint64_t print = heaps[number].prints[i];
      uint32_t place = print >> 8 & mask;
      while (seen[place] && seen[place] != print) place = (place + 1) & mask;
      twins += seen[place] == print;
      seen[place] = print;
    }
    free(seen);
  }
  return twins;
}

static int byName(const void *a, const void *b) {
  const Entry *x = *(Entry *const *)a, *y = *(Entry *const *)b;
  uint32_t length = x->text.length < y->text.length ? x->text.length : y->text.length;
  int order = memcmp(x->text.at, y->text.at, length);
  return order ? order : (int)x->text.length - (int)y->text.length;
}

static Entry **sorted(Table *table) {
  Entry **all = malloc(table->count * sizeof *all);
  for (uint32_t i = 0, n = 0; i <= table->mask; i++) if (table->entries[i].hash) all[n++] = &table->entries[i];
  qsort(all, table->count, sizeof *all, byName);
  return all;
}

static Cell cells[PERIODS][UNITS][KINDS];

int main(int count, char **names) {
  if (count != 4) return 64;
  Table units = table(1 << 10), communes = table(1 << 16), kinds = table(1 << 8);
  /* By commune its bit among those of its unit. */
  static unsigned char bits[1 << 16], used[UNITS];
  unsigned char *block = malloc(BLOCK * 2 + 8);
  for (int file = 1; file <= 2; file++) {
    int descriptor = open(names[file], O_RDONLY);
    if (descriptor < 0) { perror(names[file]); return 66; }
    size_t kept = 0;
    int isHead = 1;
    for (;;) {
      ssize_t got = read(descriptor, block + kept, BLOCK);
      if (got <= 0) break;
      unsigned char *end = block + kept + got, *at = block, *last = end;
      while (last > block && last[-1] != '\n') last--;
      if (isHead) { while (*at++ != '\n') {} isHead = 0; }
      while (at < last) {
        unsigned char *row = at;
        if (file == 1) {
          cell(&at);
          int32_t unit = look(&units, cell(&at), 0, 1);
          uint32_t before = communes.count;
          int32_t commune = look(&communes, cell(&at), (uint64_t)unit + 1, 1);
          if (communes.count > before) bits[commune] = used[unit]++;
          continue;
        }
        int half = period(cell(&at));
        int32_t unit = look(&units, cell(&at), 0, 0);
        int32_t commune = unit < 0 ? -1 : look(&communes, cell(&at), (uint64_t)unit + 1, 0);
        if (half < 0 || commune < 0) { fprintf(stderr, "a wrong row\n"); return 1; }
        Cell *cellOf = &cells[half][unit][look(&kinds, cell(&at), 0, 1)];
        cellOf->count++;
        cellOf->communes |= 1ull << bits[commune];
        for (int i = 0; i < MEASURES; i++) {
          int64_t value = number(cell(&at));
          if (value >= 0) cellOf->sums[i] += value;
        }
        remember(hash(row, (uint32_t)(at - row), 7));
      }
      kept = (size_t)(end - last);
      memmove(block, last, kept);
    }
    close(descriptor);
  }
  uint32_t twins = countTwins();
  if (twins) fprintf(stderr, "%u rows stand twice\n", twins);
  FILE *out = fopen(names[3], "w");
  if (!out) { perror(names[3]); return 73; }
  fputs("period,unit,activity,activities,communes,participants,opinions_raised,opinions_resolved\n", out);
  Entry **unitsInOrder = sorted(&units), **kindsInOrder = sorted(&kinds);
  for (int half = 0; half < PERIODS; half++)
    for (uint32_t u = 0; u < units.count; u++)
      for (uint32_t k = 0; k < kinds.count; k++) {
        Cell *c = &cells[half][unitsInOrder[u]->number][kindsInOrder[k]->number];
        if (!c->count) continue;
        Text unit = unitsInOrder[u]->text, kind = kindsInOrder[k]->text;
        const char *quote = memchr(kind.at, ',', kind.length) ? "\"" : "";
        fprintf(out, "%d-H%d,%.*s,%s%.*s%s,%ld,%d,%ld,%ld,%ld\n", 2019 + half / 2, half % 2 + 1, unit.length,
                unit.at, quote, kind.length, kind.at, quote, (long)c->count, __builtin_popcountll(c->communes),
                (long)c->sums[0], (long)c->sums[1], (long)c->sums[2]);
      }
  return fclose(out) ? 74 : 0;
}
