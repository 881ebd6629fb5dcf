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
	Inschrijving begrip.Datum        // dag van inschrijving in de BRP van deze gemeente
	Gehuisvest   dossier.Optie[bool] // of de gemeente de woning gaf (Huisvestingswet 2014 art. 28)
}

// VulPersoonAan vult de gegevens van de persoon aan. Een doelgroep die nog onbekend
// was, wordt de groep van het begin; een andere groep later is een eigen feit vanaf
// zijn dag. Zo ook de inschrijving: zij is een eigen feit op haar dag, omdat zij de
// termijn van het PIP kan verschuiven. Velden: de namen uit het dossierbestand, zoals
// bsn, geboortedatum, inschrijving en gehuisvest.
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
	z.inschrijving(o)
	if len(z.uit) == 0 && len(z.weigeringen) == 0 {
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

// inschrijving legt vast wanneer iemand hier is ingeschreven, of verbetert wat er stond;
// het oude feit blijft staan.
func (z *zaak) inschrijving(o Aanvulling) {
	if o.Inschrijving == 0 && !o.Gehuisvest.Is {
		return
	}
	f, dag, oud := &dossier.Inschrijving{}, o.Inschrijving, ""
	for g, x := range dossier.Van[*dossier.Inschrijving](z.d) {
		if x.Verhuizing.Of(false) {
			continue
		}
		*f, oud = *x, g.ID
		if dag == 0 {
			dag = g.GeldigOp
		}
		if dag == g.GeldigOp && (!o.Gehuisvest.Is || o.Gehuisvest == x.Gehuisvest) {
			return // dit weten wij al
		}
		break
	}
	switch {
	case dag == 0:
		z.weiger("veld-ontbreekt", "inschrijving", grondInschrijving, "Vul ook in wanneer iemand hier is ingeschreven.")
		return
	case dag > o.vandaag():
		z.weiger("dag-in-toekomst", "inschrijving", grondInschrijving, "Deze dag is nog niet geweest. Vul de dag in waarop iemand hier is ingeschreven.")
		return
	}
	if o.Gehuisvest.Is {
		f.Gehuisvest = o.Gehuisvest
	}
	z.feit(f)
	g := &z.uit[len(z.uit)-1]
	g.GeldigOp, g.Vervangt, g.BekendOp = dag, oud, 0
	if v := o.vandaag(); v != dag {
		g.BekendOp = v
	}
}
