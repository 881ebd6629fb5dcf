package besluit

import (
	"slices"
	"unicode/utf8"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/wetten"
)

// Aanvulling is de opdracht om gegevens van de persoon aan te vullen; lege velden veranderen niets.
type Aanvulling struct {
	Vastlegging
	dossier.Persoonsgegevens
}

// VulPersoonAan vult de gegevens van de persoon aan. Een doelgroep die nog onbekend
// was, wordt de groep van het begin; een andere groep later is een eigen feit vanaf
// zijn dag. Velden: de namen uit het dossierbestand, zoals bsn en geboortedatum.
//
// wet: wi2021#art-13-lid-1
func VulPersoonAan(d *dossier.Dossier, r *wetten.Recht, o Aanvulling) (Besluit, []begrip.Weigering) {
	z := begin(d, r, o.Vastlegging)
	p := o.Persoonsgegevens
	if p.BSN != "" {
		nieuw, err := begrip.LeesBSN(p.BSN)
		switch {
		case err != nil:
			z.weiger("bsn-ongeldig", "bsn", grondBSN, "Dit is geen burgerservicenummer. Controleer de negen cijfers.")
		case !d.Persoon.BSN.IsLeeg() && d.Persoon.BSN != nieuw:
			z.weiger("ander-bsn", "bsn", grondBSN, "Dit dossier heeft al een ander burgerservicenummer. Een dossier gaat over één persoon.")
		}
	}
	if p.Geboortedatum > o.vandaag() {
		z.weiger("dag-in-toekomst", "geboortedatum", nil, "Deze geboortedatum is nog niet geweest. Controleer het jaar.")
	}
	if p.Doelgroep != "" && !slices.Contains(d.Stelsel.Doelgroepen(), p.Doelgroep) {
		z.weiger("onbekende-waarde", "doelgroep", grondGroepen, "Kies een doelgroep uit de lijst.")
	}
	z.weigeringen = append(z.weigeringen, ToetsGegevens(p)...)
	nu := d.DoelgroepOp(o.Dag)
	wisselt := p.Doelgroep != "" && nu != "" && p.Doelgroep != nu
	if p.Doelgroep == nu || wisselt {
		p.Doelgroep = ""
	}
	if wisselt {
		z.feit(&dossier.DoelgroepGewijzigd{Naar: o.Doelgroep})
	}
	if p != (dossier.Persoonsgegevens{}) {
		z.feit(&dossier.PersoonGewijzigd{Persoonsgegevens: p})
	}
	if len(z.uit) == 0 {
		z.weiger("niets-ingevuld", "", nil, "U hebt niets veranderd. Vul in wat u wilt aanvullen.")
	}
	return z.klaar()
}

// Wat een gegeven van een persoon kan zijn. Een naam staat in elke regel van de
// werklijst; een bestand van elders mag die niet onleesbaar maken.
const (
	langsteGegeven = 200 // tekens
	langsteVNummer = 10  // cijfers, zoals bij DUO
	aanhefMevrouw  = "mevrouw"
	aanhefMeneer   = "meneer"
	zinTeLang      = "Deze tekst is te lang. Gebruik hooguit 200 tekens."
	zinAanhef      = "Kies mevrouw, meneer of geen van beide."
	zinGeenVNummer = "Een V-nummer heeft hooguit tien cijfers en geen andere tekens."
)

// ToetsGegevens weigert gegevens die niet kunnen bestaan of in geen brief passen,
// hoe zij ook binnenkomen. Velden: de namen uit het dossierbestand.
func ToetsGegevens(p dossier.Persoonsgegevens) []begrip.Weigering {
	var uit []begrip.Weigering
	for _, g := range []struct{ plaats, tekst string }{
		{"voornamen", p.Voornamen}, {"voorvoegsel", p.Voorvoegsel}, {"geslachtsnaam", p.Geslachtsnaam}, {"adres", p.Adres},
		{"postcode", p.Postcode}, {"plaats", p.Plaats}, {"telefoon", p.Telefoon}, {"tolk", p.Tolk},
	} {
		if utf8.RuneCountInString(g.tekst) > langsteGegeven {
			uit = append(uit, begrip.Weigering{Code: "waarde-ongeldig", Plaats: g.plaats, Zin: zinTeLang})
		}
	}
	if p.VNummer != "" && !isVNummer(p.VNummer) {
		uit = append(uit, begrip.Weigering{Code: "waarde-ongeldig", Plaats: "v-nummer", Zin: zinGeenVNummer})
	}
	if p.Aanhef != "" && p.Aanhef != aanhefMevrouw && p.Aanhef != aanhefMeneer {
		uit = append(uit, begrip.Weigering{Code: "onbekende-waarde", Plaats: "aanhef", Zin: zinAanhef})
	}
	return uit
}

func isVNummer(tekst string) bool {
	for _, c := range []byte(tekst) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(tekst) <= langsteVNummer
}
