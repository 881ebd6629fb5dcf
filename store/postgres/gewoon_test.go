package postgres

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Every word that we say to PostgreSQL. A new one is a choice: does a distributed database
// that speaks the same protocol know it, and does it mean the same there? Looked up in the
// public documentation of YugabyteDB and CockroachDB; see docs/adr/0024-onder-elke-last.md.
const gewoneWoorden = `
	SELECT DISTINCT FROM JOIN CROSS ON WHERE AND OR NOT IN EXISTS LIKE IS NULL GROUP BY ORDER DESC LIMIT UNION ALL AS WITH MATERIALIZED
	CASE WHEN THEN ELSE END CAST COUNT SUM MIN MAX COALESCE TRUE FALSE
	INSERT INTO VALUES CONFLICT DO NOTHING UPDATE SET DELETE RETURNING EXCLUDED
	FOR SKIP LOCKED LOCAL ANY LATERAL RECURSIVE LEFT ANALYZE
	CREATE TABLE INDEX IF PRIMARY KEY UNIQUE DEFAULT COLLATE ADD COLUMN DROP ALTER TEXT INTEGER BIGINT BYTEA
	FUNCTION RETURNS LANGUAGE BEGIN RAISE EXCEPTION RETURN NEW OLD TG_TABLE_NAME TRIGGER BEFORE EACH ROW EXECUTE
	ENABLE FORCE LEVEL SECURITY POLICY USING CHECK GRANT TO USAGE SCHEMA MEMBER C
	EXTRACT EPOCH CURRENT_TIMESTAMP`

// What is called as a function. unnest and set_config are the only ones that another
// database of the SQL family does not have.
const gewoneFuncties = `unnest set_config current_setting pg_has_role
	blijft_staan gaat_vooruit audit_gaat_vooruit auditslot_klopt auditslot_gaat_vooruit audit_loopt_af`

// Words that stand for what only one PostgreSQL has: where a row lies, which transaction
// wrote it, what runs now.
var eigenaardig = regexp.MustCompile(`\b(ctid|xmin|xmax|tableoid|txid_current|pg_advisory_\w+|pg_try_advisory_\w+|pg_stat_\w+|nextval|lastval|currval|random|now|clock_timestamp|gen_random_uuid|to_tsvector|jsonb?_\w+)\b|[^:]::[a-z]|->>?|@>|~\*?|\bILIKE\b`)

// sqlIn gives every text of the store that is SQL or a part of it.
func sqlIn(t *testing.T) map[string]string {
	t.Helper()
	uit := map[string]string{}
	isSQL := regexp.MustCompile(`(^|[ (])(SELECT|INSERT INTO|UPDATE|DELETE FROM|FROM|WHERE|AND|OR|ORDER BY|GROUP BY|UNION|LIMIT|SET|GRANT|CREATE|ALTER|FOR UPDATE|ON CONFLICT|begin|select)( |$)|^[A-Z]+(, [A-Z]+)* ON `)
	for _, map_ := range []string{"..", "."} {
		bronnen, err := filepath.Glob(filepath.Join(map_, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, pad := range bronnen {
			if strings.HasSuffix(pad, "_test.go") {
				continue
			}
			plaatsen := token.NewFileSet()
			f, err := parser.ParseFile(plaatsen, pad, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				l, ok := n.(*ast.BasicLit)
				if !ok || l.Kind != token.STRING {
					return true
				}
				tekst, err := strconv.Unquote(l.Value)
				if err == nil && isSQL.MatchString(tekst) {
					uit[plaatsen.Position(l.Pos()).String()] = tekst
				}
				return true
			})
		}
	}
	stappen, err := filepath.Glob("migraties/*.sql")
	if err != nil || len(stappen) == 0 {
		t.Fatal("geen migraties gevonden", err)
	}
	opmerking, tekst := regexp.MustCompile(`(?m)--.*$`), regexp.MustCompile(`'[^']*'`)
	for _, pad := range stappen {
		b, err := os.ReadFile(pad)
		if err != nil {
			t.Fatal(err)
		}
		uit[pad] = tekst.ReplaceAllString(opmerking.ReplaceAllString(string(b), ""), "''")
	}
	return uit
}

// Nothing is asked of PostgreSQL that a distributed database with its protocol does
// otherwise: no locks outside rows, no sequences, no notices, no place of a row on disk.
func TestAlleenGewonePostgreSQL(t *testing.T) {
	mag := map[string]bool{}
	for _, w := range strings.Fields(gewoneWoorden) {
		mag[w] = true
	}
	functie := map[string]bool{}
	for _, w := range strings.Fields(gewoneFuncties) {
		functie[w] = true
	}
	woord, aanroep := regexp.MustCompile(`\b[A-Z_]+\b`), regexp.MustCompile(`\b([a-z_]+)\(`)
	teksten := sqlIn(t)
	if len(teksten) < 100 {
		t.Fatalf("maar %d teksten gevonden", len(teksten))
	}
	for plaats, tekst := range teksten {
		for _, w := range woord.FindAllString(tekst, -1) {
			if !mag[w] {
				t.Errorf("%s gebruikt %s; kijk eerst of een verdeelde database dat kent", plaats, w)
			}
		}
		for _, m := range aanroep.FindAllStringSubmatch(tekst, -1) {
			if !functie[m[1]] {
				t.Errorf("%s roept %s aan; kijk eerst of een verdeelde database dat kent", plaats, m[1])
			}
		}
		if m := eigenaardig.FindString(tekst); m != "" {
			t.Errorf("%s gebruikt %q: dat heeft maar één PostgreSQL", plaats, m)
		}
	}
}

// The test above sees what it has to see.
func TestEigenaardighedenVallenOp(t *testing.T) {
	for _, tekst := range []string{"SELECT ctid FROM feit", "SELECT pg_advisory_lock($1)", "SELECT 'feit'::regclass", "WHERE inhoud->>'a' = $1", "SELECT nextval('x')"} {
		if !eigenaardig.MatchString(tekst) {
			t.Errorf("%q valt niet op", tekst)
		}
	}
}
