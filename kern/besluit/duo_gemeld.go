package besluit

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
)

// Meldstand zegt hoe ver een melding is.
type Meldstand string

// De standen. Ingehaald: er is een nieuwer bericht over hetzelfde, dus dit gaat niet meer weg.
const (
	Onderweg  Meldstand = "onderweg"
	Bevestigd Meldstand = "bevestigd"
	Geweigerd Meldstand = "geweigerd"
	Ingehaald Meldstand = "ingehaald"
)

// Gemeld is een melding uit het dossier met wat ervan is geworden.
type Gemeld struct {
	Melding     DUOMelding
	BerichtID   string // leeg bij een PIP dat is gemeld voordat dit huis berichten bijhield
	Weg         dossier.Meldweg
	Stand       Meldstand
	Dag         begrip.Datum // van het voornemen
	Wie         string
	Afgehandeld begrip.Datum // van bevestiging of weigering
	Fouten      []string     // wat DUO zei bij een weigering
}

// Gemelde geeft alle meldingen van deze gemeente uit een dossier, oudste eerst. Wat een
// vorige gemeente meldde is niet van ons. Een melding die niet te lezen is staat er niet
// bij: zij kan ook niet weg.
func Gemelde(d *dossier.Dossier) []Gemeld {
	var uit []Gemeld
	bij := func(id string, doe func(*Gemeld)) {
		for i := range uit {
			if id != "" && uit[i].BerichtID == id {
				doe(&uit[i])
			}
		}
	}
	var pip *dossier.Gebeurtenis
	gemeld := false // het laatste PIP staat er al als bericht
	sinds := verhuisdOp(d)
	for _, g := range d.Feiten {
		if g.GeldigOp < sinds {
			continue
		}
		switch f := g.Feit.(type) {
		case *dossier.PIPVastgesteld:
			pip, gemeld = g, false
		case *dossier.MeldingVerstuurd:
			m, err := LeesMelding(f.Melding)
			if err != nil {
				continue
			}
			inhalen(uit, m)
			uit = append(uit, Gemeld{Melding: m, BerichtID: f.BerichtID, Weg: f.Weg, Stand: Onderweg, Dag: g.GeldigOp, Wie: g.Wie})
			gemeld = gemeld || m.Soort == MeldingPIP
		case *dossier.MeldingBevestigd:
			bij(f.BerichtID, func(x *Gemeld) { x.Stand, x.Afgehandeld, x.Fouten = Bevestigd, g.GeldigOp, nil })
		case *dossier.MeldingGeweigerd:
			bij(f.BerichtID, func(x *Gemeld) {
				x.Stand, x.Afgehandeld, x.Fouten = Geweigerd, g.GeldigOp, f.Regels()
				gemeld = gemeld && x.Melding.Soort != MeldingPIP
			})
		case *dossier.PIPGemeld:
			if pip != nil && !gemeld {
				gemeld = true
				uit = append(uit, Gemeld{Melding: pipMelding(d, pip), Weg: dossier.WegPortaal, Stand: Bevestigd, Dag: g.GeldigOp, Wie: g.Wie, Afgehandeld: g.GeldigOp})
			}
		}
	}
	return uit
}

// inhalen zegt van wat nog wacht dat er nu iets nieuwers over is.
func inhalen(uit []Gemeld, m DUOMelding) {
	for i := range uit {
		if uit[i].Stand == Onderweg && uit[i].Melding.Vak() == m.Vak() {
			uit[i].Stand = Ingehaald
		}
	}
}

// Laatst geeft per vak de laatste melding, en wat DUO volgens ons heeft: de laatste die is
// bevestigd. Beide kunnen ontbreken.
func Laatst(gemeld []Gemeld, vak string) (laatste, bijDUO *Gemeld) {
	for i := range gemeld {
		if gemeld[i].Melding.Vak() != vak {
			continue
		}
		laatste = &gemeld[i]
		if gemeld[i].Stand == Bevestigd {
			bijDUO = &gemeld[i]
		}
	}
	return laatste, bijDUO
}
