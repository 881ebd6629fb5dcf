package wetten

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"

	"gopkg.in/yaml.v3"
)

// Dit is het enige bestand dat YAML kent. Het leest streng en geeft platte vormen
// door; keuren.go kijkt ze na.

// rauwBestand is wat in een bestand van de boekenkast kan staan.
type rauwBestand struct {
	Formaat       string       `yaml:"formaat"`
	Stelsel       []string     `yaml:"stelsel"`
	Pakket        string       `yaml:"pakket"`
	Naam          string       `yaml:"naam"`
	Gemeenten     []string     `yaml:"gemeenten"`
	Toelichting   string       `yaml:"toelichting"`
	Waarden       []rauwReeks  `yaml:"waarden"`
	Weekend       string       `yaml:"weekend"`
	Feestdagen    []rauwDag    `yaml:"feestdagen"`
	Gelijkgesteld []rauwGelijk `yaml:"gelijkgesteld"`
	Regels        []regeltekst `yaml:"regels"`
	Dekking       []rauwDek    `yaml:"dekking"`
	bestand       string
}

type rauwReeks struct {
	Sleutel    string        `yaml:"sleutel"`
	Eenheid    string        `yaml:"eenheid"`
	Keuzes     []string      `yaml:"keuzes"`
	Open       *rauwOpening  `yaml:"open"`
	Tijdvakken []rauwTijdvak `yaml:"tijdvakken"`
}

type rauwOpening struct {
	Laag  int64  `yaml:"laag"`
	Hoog  int64  `yaml:"hoog"`
	Grond string `yaml:"grond"`
}

type rauwTijdvak struct {
	Van     string    `yaml:"van"`
	Tot     string    `yaml:"tot"`
	Waarde  yaml.Node `yaml:"waarde"`
	Bron    string    `yaml:"bron"`
	Gelezen string    `yaml:"gelezen"`
	Uit     string    `yaml:"uit"`
}

type rauwDag struct {
	Naam     string `yaml:"naam"`
	Dag      string `yaml:"dag"` // MM-DD
	NaPasen  *int   `yaml:"na-pasen"`
	OpZondag int    `yaml:"op-zondag"`
	Van      string `yaml:"van"`
	Tot      string `yaml:"tot"`
	Bron     string `yaml:"bron"`
	Gelezen  string `yaml:"gelezen"`
}

type rauwGelijk struct {
	Dag     string `yaml:"dag"`
	Naam    string `yaml:"naam"`
	Bron    string `yaml:"bron"`
	Gelezen string `yaml:"gelezen"`
	Uit     string `yaml:"uit"`
}

type rauwDek struct {
	Regeling string    `yaml:"regeling"`
	Merk     string    `yaml:"merk"`
	Artikels []Artikel `yaml:"artikelen"`
}

// regeltekst is een regel van het regelboek: de vraag in gewone woorden en het antwoord.
type regeltekst struct {
	Naam      string   `yaml:"naam"`
	Onderwerp string   `yaml:"onderwerp"`
	Stelsel   string   `yaml:"stelsel"`
	Vraag     string   `yaml:"vraag"`
	Antwoord  string   `yaml:"antwoord"`
	Sleutels  []string `yaml:"sleutels"`
	Bronnen   []string `yaml:"bronnen"`
	Gebruik   []string `yaml:"gebruik"`
	Verwant   []string `yaml:"verwant"`
	Voorbeeld []string `yaml:"voorbeelden"`
	Gevallen  []string `yaml:"gevallen"` // bestanden in voorbeelden; leeg: wat over hetzelfde gaat
}

// leesMap leest elk bestand in vaste volgorde; een fout in het ene bestand houdt
// de andere niet tegen, zodat alle bevindingen tegelijk verschijnen.
func (l *lader) leesMap(map_ fs.FS) {
	for _, patroon := range []string{"*.yaml", "beleid/*.yaml"} {
		paden, err := fs.Glob(map_, patroon)
		if err != nil || (patroon == "*.yaml" && len(paden) == 0) {
			l.vind("", patroon, "leesfout", "hier staan geen bestanden die te lezen zijn")
			continue
		}
		for _, p := range paden {
			inhoud, err := fs.ReadFile(map_, p)
			if err != nil {
				l.vind(p, "", "leesfout", "het bestand is niet te lezen: "+err.Error())
				continue
			}
			l.leesBestand(p, inhoud)
		}
	}
}

func (l *lader) leesBestand(p string, inhoud []byte) {
	var r rauwBestand
	d := yaml.NewDecoder(bytes.NewReader(inhoud))
	d.KnownFields(true)
	if err := d.Decode(&r); err != nil {
		l.vind(p, "", "leesfout", enkeleRegel(err))
		return
	}
	if err := d.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		l.vind(p, "", "leesfout", "er staat meer dan één document in")
		return
	}
	r.bestand = p
	inBeleid := path.Dir(p) == "beleid"
	switch {
	case inBeleid && r.Formaat == "traject/beleid/1":
		l.rauwPakket = append(l.rauwPakket, &r)
	case !inBeleid && r.Formaat == "traject/wet/1":
		l.rauwWet = append(l.rauwWet, &r)
	case !inBeleid && r.Formaat == "traject/feestdagen/1":
		l.rauwDagen = append(l.rauwDagen, &r)
	case !inBeleid && r.Formaat == "traject/regels/1":
		l.rauwRegels = append(l.rauwRegels, &r)
	case !inBeleid && r.Formaat == "traject/dekking/1":
		l.rauwDekking = append(l.rauwDekking, &r)
	default:
		l.vind(p, "formaat", "onbekende-waarde", "dit formaat hoort hier niet: "+r.Formaat)
	}
}

// rauweWaarde haalt de tekst of de lijst uit een waarde; meer vormen zijn er niet.
func rauweWaarde(n *yaml.Node) (enkel string, lijst []string, ok bool) {
	switch n.Kind {
	case yaml.ScalarNode:
		return n.Value, nil, n.Tag != "!!null"
	case yaml.SequenceNode:
		lijst = make([]string, 0, len(n.Content))
		for _, k := range n.Content {
			if k.Kind != yaml.ScalarNode {
				return "", nil, false
			}
			lijst = append(lijst, k.Value)
		}
		return "", lijst, true
	}
	return "", nil, false
}

func enkeleRegel(err error) string {
	return strings.Join(strings.Fields(err.Error()), " ")
}
