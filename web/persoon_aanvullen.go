package web

import (
	"net/url"

	"github.com/a-h/templ"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// aktePersoon adds what is known about the person. It starts from what we know; only
// what differs is recorded.
var aktePersoon = akte{
	pad: "persoon", concept: "persoon", titel: "Gegevens aanvullen", knop: "Gegevens vastleggen", gedaan: "De gegevens zijn vastgelegd.",
	eerste: func(p *poging, w url.Values) error {
		d := p.beeld.Dossier.Persoon
		for naam, waarde := range map[string]string{
			"voornamen": d.Voornamen, "voorvoegsel": d.Voorvoegsel, "geslachtsnaam": d.Geslachtsnaam, "v-nummer": d.VNummer,
			"doelgroep": string(p.beeld.Dossier.DoelgroepOp(p.beeld.Vandaag)), "adres": d.Adres, "postcode": d.Postcode, "plaats": d.Plaats,
			"telefoon": d.Telefoon, "tolk": d.Tolk, "aanhef": d.Aanhef,
		} {
			w.Set(naam, waarde)
		}
		if p.beeld.Rechten.BSN {
			w.Set("bsn", d.Persoonsgegevens.BSN)
		}
		zetDag(w, "geboortedatum", d.Geboortedatum)
		w.Set("gehuisvest", "")
		if g, f := inschrijving(p.beeld.Dossier); g != nil {
			zetDag(w, "inschrijving", g.GeldigOp)
			w.Set("gehuisvest", jaNee(f.Gehuisvest))
		}
		zetDag(w, "dag", p.beeld.Vandaag)
		return nil
	},
	velden: func(p *poging, in *invulling) []templ.Component {
		groepen := []keuze{}
		for _, g := range p.beeld.Dossier.Stelsel.Doelgroepen() {
			groepen = append(groepen, keuze{Waarde: string(g), Naam: hoofdletter(g.Titel())})
		}
		uit := []templ.Component{
			in.toonKeuze(keuzeveld{Naam: "doelgroep", Label: "Doelgroep", Hulp: "Zo staat het bij DUO. De groep bepaalt wat iemand moet en waar iemand recht op heeft.", Keuzes: groepen}),
			in.toonTekst(tekstveld{Naam: "voornamen", Label: "Voornamen"}),
			in.toonTekst(tekstveld{Naam: "voorvoegsel", Label: "Voorvoegsel", Hulp: "Bijvoorbeeld van of el", Kort: true}),
			in.toonTekst(tekstveld{Naam: "geslachtsnaam", Label: "Achternaam"}),
			in.toonKeuze(keuzeveld{Naam: "aanhef", Label: "Aanhef in brieven", Keuzes: []keuze{{Waarde: "mevrouw", Naam: "Mevrouw"}, {Waarde: "meneer", Naam: "Meneer"}, {Waarde: "", Naam: "Geen van beide"}}}),
			in.toonDag(datumveld{Naam: "geboortedatum", Label: "Geboortedatum", Hulp: "Bijvoorbeeld 17 5 1990"}),
		}
		if p.beeld.Rechten.BSN {
			uit = append(uit, in.toonTekst(tekstveld{Naam: "bsn", Label: "Burgerservicenummer", Hulp: "Negen cijfers", Invoer: "numeric", Kort: true}))
		}
		uit = append(uit,
			in.toonTekst(tekstveld{Naam: "v-nummer", Label: "V-nummer", Invoer: "numeric", Kort: true}),
			in.toonTekst(tekstveld{Naam: "adres", Label: "Straat en huisnummer"}),
			in.toonTekst(tekstveld{Naam: "postcode", Label: "Postcode", Kort: true}),
			in.toonTekst(tekstveld{Naam: "plaats", Label: "Woonplaats"}),
			in.toonTekst(tekstveld{Naam: "telefoon", Label: "Telefoon", Soort: "tel", Invoer: "tel", Kort: true}),
			in.toonTekst(tekstveld{Naam: "tolk", Label: "Tolk", Hulp: "Taal van de tolk. Leeg is: geen tolk nodig.", Kort: true}))
		if p.beeld.Dossier.Stelsel == begrip.Wi2021 {
			uit = append(uit,
				in.toonDag(datumveld{Naam: "inschrijving", Label: "Ingeschreven in onze gemeente", Hulp: "De dag in de basisregistratie (BRP). Leeg laten kan als u haar nog niet weet."}),
				in.toonKeuze(keuzeveld{Naam: "gehuisvest", Label: "Gaf de gemeente de woning?", Hulp: "Voor een statushouder die later is ingeschreven dan DUO schreef, tellen de tien weken dan vanaf de inschrijving.",
					Keuzes: []keuze{{Waarde: "ja", Naam: "Ja"}, {Waarde: "nee", Naam: "Nee"}, {Waarde: "", Naam: "Weet ik nog niet"}}}))
		}
		return append(uit,
			in.toonDag(datumveld{Naam: "dag", Label: "Vanaf welke dag geldt dit?", Hulp: "Een andere doelgroep telt vanaf deze dag."}))
	},
	doe: func(p *poging, in *invulling) (app.Vastgelegd, error) {
		o := leesPersoon(p, in)
		if len(in.fouten) > 0 {
			return app.Vastgelegd{}, errVelden
		}
		return p.huis.VulPersoonAan(p.ctx, p.wie, p.beeld.Nummer, p.versie, o)
	},
	gevolg: zonderBrief("Alleen wat u hebt veranderd, met uw naam en de dag. Een andere doelgroep verandert wat iemand moet en waar iemand recht op heeft."),
}

// leesPersoon reads the form and leaves out what did not change.
func leesPersoon(p *poging, in *invulling) besluit.Aanvulling {
	nu := p.beeld.Dossier.Persoon
	anders := func(naam, label, oud string) string {
		if s := in.tekst(naam, label); s != oud {
			return s
		}
		return ""
	}
	o := besluit.Aanvulling{Persoonsgegevens: dossier.Persoonsgegevens{
		Voornamen: anders("voornamen", "Voornamen", nu.Voornamen), Voorvoegsel: anders("voorvoegsel", "Voorvoegsel", nu.Voorvoegsel),
		Geslachtsnaam: anders("geslachtsnaam", "Achternaam", nu.Geslachtsnaam), VNummer: anders("v-nummer", "V-nummer", nu.VNummer),
		Adres: anders("adres", "Straat en huisnummer", nu.Adres), Postcode: anders("postcode", "Postcode", nu.Postcode), Plaats: anders("plaats", "Woonplaats", nu.Plaats),
		Telefoon: anders("telefoon", "Telefoon", nu.Telefoon), Tolk: anders("tolk", "Tolk", nu.Tolk), Aanhef: anders("aanhef", "Aanhef", nu.Aanhef),
		Doelgroep: begrip.Doelgroep(in.tekst("doelgroep", "Doelgroep")),
	}}
	if getypt := in.bsn(); p.beeld.Rechten.BSN && getypt != nu.Persoonsgegevens.BSN {
		o.BSN = getypt
	}
	if g := in.dag("geboortedatum", "Geboortedatum", false); g != nu.Geboortedatum {
		o.Geboortedatum = g
	}
	if p.beeld.Dossier.Stelsel == begrip.Wi2021 {
		o.Inschrijving = in.dag("inschrijving", "Ingeschreven in onze gemeente", false)
		if v := in.tekst("gehuisvest", "Gaf de gemeente de woning"); v != "" {
			o.Gehuisvest = dossier.Met(v == "ja")
		}
	}
	o.Dag = in.dag("dag", "Vanaf welke dag", true)
	return o
}

// inschrijving is the registration here that counts; one after a move says where a plan
// came from and is recorded with the file that somebody brings.
func inschrijving(d *dossier.Dossier) (*dossier.Gebeurtenis, *dossier.Inschrijving) {
	for g, f := range dossier.Van[*dossier.Inschrijving](d) {
		if !f.Verhuizing.Of(false) {
			return g, f
		}
	}
	return nil, nil
}

func jaNee(v dossier.Optie[bool]) string {
	switch {
	case !v.Is:
		return ""
	case v.Waarde:
		return "ja"
	}
	return "nee"
}
