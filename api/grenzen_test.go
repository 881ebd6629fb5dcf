package api

import (
	"slices"
	"strings"
	"testing"
)

// What is too large is refused before it is taken apart: the part that does that builds nodes
// of hundreds of bytes for each sign, so later is too late.
func TestTeGrootWordtVoorafGeweigerd(t *testing.T) {
	goed := `{"formaat":"traject/dossier/1","gemeente":"0148","persoon":{"doelgroep":"gezin-en-overig"},"feiten":[]`
	for naam, in := range map[string]string{
		"meer bytes dan mag, alleen witruimte":                   goed + strings.Repeat(" ", MeesteBytes) + "}",
		"YAML met te veel tekens die een waarde kunnen beginnen": hoofd + "feiten: []\nopmerking: \"" + strings.Repeat(":", meesteTekensYAML) + "\"\n",
	} {
		if feiten, fouten := Lees([]byte(in), YAML, nil); len(feiten) > 0 || !slices.Equal(regels(fouten), []string{": " + TeGroot}) {
			t.Errorf("%s: %d feiten, %v", naam, len(feiten), regels(fouten))
		}
	}
}
