package api

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"

	"gopkg.in/yaml.v3"
)

// meesteTekensYAML begrenst het aantal leestekens en regels dat in YAML een waarde
// kan beginnen. De ontleder maakt van elke waarde een knoop van honderden bytes, dus
// dit moet vooraf: een bestand dat alleen uit komma's bestaat zou anders het
// geheugen vullen voordat wij iets kunnen weigeren. JSON heeft deze grens niet nodig.
const meesteTekensYAML = 120_000

// leesYAML maakt de boom van YAML. Ankers worden uitgeschreven en tellen daarbij mee
// voor de grens; een bestand met meer dan één document is geen dossier.
func leesYAML(in []byte, f *fouten) (knoop, error) {
	if telTekens(in) > meesteTekensYAML {
		f.meld(nil, TeGroot, zinTeVeel)
		return knoop{}, errGestopt
	}
	var wortel, rest yaml.Node
	d := yaml.NewDecoder(bytes.NewReader(in))
	if err := d.Decode(&wortel); errors.Is(err, io.EOF) {
		return knoop{aard: isNiets}, nil
	} else if err != nil {
		return knoop{}, err
	}
	if err := d.Decode(&rest); err != nil && !errors.Is(err, io.EOF) {
		return knoop{}, err
	} else if err == nil {
		f.meld(nil, Leesfout, zinMeerDocumenten)
		return knoop{}, errGestopt
	}
	b := bouwer{f: f}
	return b.yaml(wortel.Content[0], false)
}

// telTekens telt wat een waarde kan beginnen; lege regels tellen niet.
func telTekens(in []byte) int {
	n, vorig := 0, byte('\n')
	for _, c := range in {
		switch c {
		case ',', '[', '{', ':', '?', '-':
			n++
		case '\n':
			if vorig != '\n' {
				n++
			}
		}
		vorig = c
	}
	return n
}

func (b *bouwer) yaml(y *yaml.Node, uitgeschreven bool) (knoop, error) {
	zin, code := zinTeVeel, TeGroot
	if uitgeschreven {
		zin, code = zinUitgeschreven, Leesfout
	}
	if err := b.tel(zin, code); err != nil {
		return knoop{}, err
	}
	switch y.Kind {
	case yaml.AliasNode:
		return b.yaml(y.Alias, true)
	case yaml.ScalarNode:
		return scalair(y), nil
	case yaml.SequenceNode:
		return b.yamlLijst(y, uitgeschreven)
	case yaml.MappingNode:
		return b.yamlObject(y, uitgeschreven)
	}
	return knoop{}, fmt.Errorf("regel %d: %s", y.Line, zinVreemdeWaarde)
}

func scalair(y *yaml.Node) knoop {
	switch y.ShortTag() {
	case "!!str", "!!timestamp":
		return knoop{aard: isTekst, tekst: y.Value}
	case "!!int", "!!float":
		return knoop{aard: isGetal, tekst: y.Value}
	case "!!bool":
		waar := y.Value == "true" || y.Value == "True" || y.Value == "TRUE"
		if waar {
			return knoop{aard: isVlag, tekst: "true"}
		}
		return knoop{aard: isVlag, tekst: "false"}
	case "!!null":
		return knoop{aard: isNiets}
	}
	return knoop{aard: isVreemd}
}

func (b *bouwer) yamlLijst(y *yaml.Node, uitgeschreven bool) (knoop, error) {
	k := knoop{aard: isLijst, delen: make([]knoop, 0, len(y.Content))}
	for i, c := range y.Content {
		b.pad = append(b.pad, op(i))
		x, err := b.yaml(c, uitgeschreven)
		b.pad = b.pad[:len(b.pad)-1]
		if err != nil {
			return knoop{}, err
		}
		k.delen = append(k.delen, x)
	}
	return k, nil
}

func (b *bouwer) yamlObject(y *yaml.Node, uitgeschreven bool) (knoop, error) {
	n := len(y.Content) / 2
	k := knoop{aard: isObject, delen: make([]knoop, 0, n)}
	for i := 0; i+1 < len(y.Content); i += 2 {
		sleutel := y.Content[i]
		if sleutel.Kind == yaml.AliasNode {
			sleutel = sleutel.Alias
		}
		switch {
		case sleutel.Kind != yaml.ScalarNode:
			b.f.meld(b.pad, Leesfout, zinNaamGeenTekst)
			continue
		case sleutel.ShortTag() == "!!merge":
			b.f.meld(b.pad, Leesfout, zinSamenvoegen)
			continue
		}
		b.pad = append(b.pad, bij(sleutel.Value))
		x, err := b.yaml(y.Content[i+1], uitgeschreven)
		b.pad = b.pad[:len(b.pad)-1]
		if err != nil {
			return knoop{}, err
		}
		x.naam = sleutel.Value
		k.delen = append(k.delen, x)
	}
	b.ontdubbel(&k)
	return k, nil
}

var regelInYAML = regexp.MustCompile(`line (\d+)`)

// yamlPlek zegt op welke regel het misging; de tekst van de ontleder kan een stuk van
// het bestand bevatten en komt daarom niet mee.
func yamlPlek(err error) string {
	if m := regelInYAML.FindStringSubmatch(err.Error()); m != nil {
		return zinGeenYAML + " (regel " + m[1] + ")."
	}
	return zinGeenYAML + "."
}
