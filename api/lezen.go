package api

import (
	"bytes"
	"errors"
	"strconv"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// Schrijfwijze zegt hoe het bestand is geschreven.
type Schrijfwijze uint8

// De schrijfwijzen. Wat met een accolade begint kan in YAML ook JSON zijn.
const (
	YAML Schrijfwijze = iota // YAML, of JSON
	JSON                     // alleen JSON
)

// FormaatDossier is het formaat van een dossierbestand.
const FormaatDossier = "traject/dossier/1"

// Lees leest een dossierbestand en geeft de feiten: eerst *dossier.DossierGeopend, dan
// één per feit in de volgorde van het bestand, dan wat onder overig stond. Is er iets
// mis, dan zijn er geen feiten en staan alle fouten erin, met plaats, code en zin;
// de ingevulde waarde staat er nooit bij. Boek zegt welk beleid er bestaat.
func Lees(in []byte, wijze Schrijfwijze, boek *wetten.Boek) ([]dossier.Gebeurtenis, []begrip.Weigering) {
	f := &fouten{}
	wortel, ok := leesBoom(in, wijze, f)
	if !ok {
		return nil, f.lijst
	}
	l := lezer{f: f}
	feiten := l.dossier(&wortel, boek)
	if len(f.lijst) > 0 {
		return nil, f.lijst
	}
	return feiten, nil
}

// leesBoom maakt de boom, of meldt waarom dat niet kan. Fouten in de boom die het
// verder lezen niet in de weg staan (een dubbel veld) staan bij de fouten terwijl ok is.
func leesBoom(in []byte, wijze Schrijfwijze, f *fouten) (knoop, bool) {
	switch {
	case len(in) > MeesteBytes:
		f.meld(nil, TeGroot, zinTeGroot)
		return knoop{}, false
	case !utf8.Valid(in):
		f.meld(nil, Leesfout, zinGeenUTF8)
		return knoop{}, false
	case bytes.IndexByte(in, 0) >= 0:
		f.meld(nil, Leesfout, zinNulteken)
		return knoop{}, false
	}
	in = bytes.TrimPrefix(in, []byte("\ufeff"))
	wortel, err := leesSchrijfwijze(in, wijze, f)
	switch {
	case errors.Is(err, errGestopt):
		return knoop{}, false
	case err != nil && wijze == JSON:
		f.meld(nil, Leesfout, jsonPlek(in, err))
		return knoop{}, false
	case err != nil:
		f.meld(nil, Leesfout, yamlPlek(err))
		return knoop{}, false
	case wortel.aard != isObject:
		f.meld(nil, Leesfout, zinGeenVelden)
		return knoop{}, false
	}
	return wortel, true
}

// leesSchrijfwijze probeert bij een accolade eerst JSON: dat is snel en zuinig. Lukt
// dat niet, dan kan het nog YAML zijn, tenzij alleen JSON mag.
func leesSchrijfwijze(in []byte, wijze Schrijfwijze, f *fouten) (knoop, error) {
	if wijze == JSON {
		return leesJSON(in, f)
	}
	if kop := bytes.TrimLeft(in, " \t\r\n"); len(kop) > 0 && kop[0] == '{' {
		eigen := &fouten{}
		k, err := leesJSON(in, eigen)
		if err == nil || errors.Is(err, errGestopt) {
			f.lijst = append(f.lijst, eigen.lijst...)
			return k, err
		}
	}
	return leesYAML(in, f)
}

// jsonPlek zegt op welke regel het misging, zonder tekst uit het bestand.
func jsonPlek(in []byte, err error) string {
	var s *jsontext.SyntacticError
	if errors.As(err, &s) {
		tot := min(int(s.ByteOffset), len(in))
		return zinGeenJSON + " (regel " + strconv.Itoa(1+bytes.Count(in[:tot], []byte("\n"))) + ")."
	}
	return zinGeenJSON + "."
}
